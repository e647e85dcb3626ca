setImmediate(function () { throw new Error('thrown here'); });
