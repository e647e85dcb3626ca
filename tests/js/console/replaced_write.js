// console prints through process.stdout.write when the program has put its own there.
var lines = [], write = process.stdout.write;
process.stdout.write = function (s) { lines.push(s); return true; };
console.log('one %d', 1);
console.dir({a: 1});
process.stdout.write = write;
console.log(JSON.stringify(lines));
process.stderr.write = function (s) { process.stdout.write('stderr got ' + s); };
console.error('two');
var stdout = process.stdout;
process.stdout = {write: function (s) { stdout.write('instead: ' + s); }};
console.log('three');
process.stdout = stdout;
console.log('four');
