console.log('%s', { toString: function () { throw new Error('looked'); } });
