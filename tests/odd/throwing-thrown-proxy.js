throw new Proxy(new Error('x'), { get: function () { throw new Error('looked'); } });
