// Without a terminal.
var tty = require('tty'), stdio = process.binding('stdio'), fs = require('fs');
console.log(tty.isatty(0), tty.isatty(1), tty.isatty(-1), tty.isatty('x'), tty.isatty(), tty.isatty(1e9), stdio.isatty(1));
console.log(stdio.stdinFD, stdio.stdoutFD, stdio.stderrFD, stdio.getColumns(), stdio.getRows(), stdio.isStdoutBlocking());
console.log(process.stdin.setRawMode, process.stdout.columns, process.stdout.isTTY);
[function () { tty.setRawMode(true); }, function () { tty.setRawMode(false); }, function () { tty.getWindowSize(0); },
  function () { tty.getWindowSize('x'); }].forEach(function (call) {
  try {
    call();
    console.log('no error');
  } catch (error) {
    console.log(error.message, error.code, error.syscall);
  }
});
