(async function () { await 1; throw new Error('thrown here'); })();
