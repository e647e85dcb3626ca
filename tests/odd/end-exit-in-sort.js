[2, 1].sort(function () { process.exit(6); });
