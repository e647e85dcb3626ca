process.on('uncaughtException', function () { throw new Error('thrown here'); });
throw new Error('first');
