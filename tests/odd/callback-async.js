(async function () { throw new Error('thrown here'); })();
