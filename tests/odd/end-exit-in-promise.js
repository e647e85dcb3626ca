Promise.resolve().then(function () { process.exit(6); });
