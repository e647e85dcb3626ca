console.log('a', { toString: function () { throw new Error('looked'); } });
