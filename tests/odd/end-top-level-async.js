(async function () { await new Promise(function () {}); })();
