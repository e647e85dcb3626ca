process.nextTick(function () { throw new Error('thrown here'); });
