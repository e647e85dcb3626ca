require({ toString: function () { throw new Error('looked'); } });
