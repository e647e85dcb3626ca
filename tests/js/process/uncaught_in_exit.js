process.on('exit', function () { throw new Error('in exit'); });
process.on('exit', function () { console.log('never'); });
