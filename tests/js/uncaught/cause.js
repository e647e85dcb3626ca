var e = new Error('outer', { cause: new TypeError('inner reason') });
throw e;
