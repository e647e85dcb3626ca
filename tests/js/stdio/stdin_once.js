process.stdin.setEncoding('ascii');
process.stdin.once('data', function (chunk) { console.log([chunk]); });
process.stdin.on('end', function () { console.log('end'); });
