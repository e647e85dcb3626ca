process.on('exit', function () { throw new Error('second'); });
throw new Error('thrown here');
