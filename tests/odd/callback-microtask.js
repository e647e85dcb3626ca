queueMicrotask(function () { throw new Error('thrown here'); });
