process.emit = function () { throw new Error('emitted'); };
throw new Error('thrown here');
