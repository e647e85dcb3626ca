new Promise(function () { throw new Error('thrown here'); });
