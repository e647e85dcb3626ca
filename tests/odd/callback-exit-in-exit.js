process.on('exit', function () { process.exit(7); });
