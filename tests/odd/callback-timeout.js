setTimeout(function () { throw new Error('thrown here'); }, 1);
