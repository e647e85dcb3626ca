process.on('exit', function () { console.log('never'); });
process.reallyExit(5);
