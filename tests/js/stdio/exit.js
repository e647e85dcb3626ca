// What was written before process.exit is not lost.
var big = new Array(100001).join('0123456789');
process.stdout.write(big.slice(0, 5));
process.stdout.write('\n');
process.on('exit', function () { console.log('exit'); });
console.log('before');
process.exit(3);
