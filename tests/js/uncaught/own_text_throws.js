throw { toString: function () { throw new Error('in toString'); } };
