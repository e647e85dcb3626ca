process.stdout.write({ toString: function () { throw new Error('looked'); } });
