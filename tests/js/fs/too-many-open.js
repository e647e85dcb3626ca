// The limit of open descriptors: the right error, and all goes on after some are closed.
var fs = require('fs'), fds = [], failure;
try { for (;;) fds.push(fs.openSync('/dev/null', 'r')); } catch (e) { failure = e; }
console.log(failure.message, failure.code, failure.syscall, fds.length > 10);
fds.slice(0, 8).forEach(function (fd) { fs.closeSync(fd); });
fs.readFile('/etc/passwd', 'utf8', function (err, text) { console.log(err, text.length > 0); });
