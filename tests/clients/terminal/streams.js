// What the classes of a terminal's streams are and can do.
var tty = require('tty'), out = process.stdout;
out.on('resize', function () {
  console.log('resize', String(out.getWindowSize()), out.columns, tty.getWindowSize(1)[1] === 40);
  process.stdin.setRawMode(true);
  process.stdin.on('data', function (keys) { process.exit(String(keys) === 'q' ? 0 : 1); });
});
console.log(out instanceof tty.WriteStream, process.stdin instanceof tty.ReadStream, process.stdin instanceof tty.WriteStream,
  new tty.WriteStream(1) === out && new tty.ReadStream(0) === process.stdin);
console.log(out.columns, out.rows, out.getColorDepth({ TERM: 'dumb' }), out.getColorDepth({ TERM: 'xterm' }),
  out.getColorDepth({ TERM: 'xterm-256color' }), out.getColorDepth({ COLORTERM: 'truecolor', TERM: 'xterm' }),
  out.hasColors({ TERM: 'xterm' }), out.hasColors(256, { TERM: 'xterm' }));
out.write('abc\n');
out.moveCursor(0, -1);
out.write('x\n');
// Another descriptor of the same terminal.
var fd = require('fs').openSync('/dev/tty', 'r+'), other = new tty.WriteStream(fd);
console.log(other.columns, other.getWindowSize()[0] - 60, other.isTTY && other instanceof tty.WriteStream);
other.destroy();
setInterval(function () {}, 1000);
