console.log({ inspect: function () { throw new Error('looked'); } });
