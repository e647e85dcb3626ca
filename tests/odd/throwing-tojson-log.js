console.log('%j', { toJSON: function () { throw new Error('looked'); } });
