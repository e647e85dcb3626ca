// destroy() ends reading: no more data, no end.
var stdin = process.openStdin();
stdin.on('data', function () { stdin.destroy(); console.log('data', stdin.readable); });
stdin.on('end', function () { console.log('never'); });
stdin.on('close', function () { console.log('close'); });
