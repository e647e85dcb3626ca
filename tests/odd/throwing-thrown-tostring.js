throw { toString: function () { throw new Error('looked'); } };
