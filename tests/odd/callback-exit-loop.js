process.on('exit', function () { process.exit(3); process.exit(4); });
process.exit(5);
