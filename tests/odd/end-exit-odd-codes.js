process.exit({ valueOf: function () { throw new Error('looked'); } });
