setInterval(function () { throw new Error('thrown here'); }, 1);
