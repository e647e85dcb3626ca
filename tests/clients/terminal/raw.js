// Raw mode, and an end that the program did not expect.
var tty = require('tty'), stdio = process.binding('stdio');
tty.setRawMode(true);
console.log('raw', tty.isatty(0) && stdio.isatty(1), process.stdout.columns, process.stdout.rows);
process.openStdin().on('data', function () {
  throw new Error('unexpected');
});
