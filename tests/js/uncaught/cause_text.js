throw new Error('outer', { cause: { code: 7 } });
