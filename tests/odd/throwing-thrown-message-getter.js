var e = new Error('x');
Object.defineProperty(e, 'message', { get: function () { throw new Error('looked'); } });
throw e;
