process.on('exit', function () { throw new Error('thrown here'); });
