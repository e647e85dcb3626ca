// Calls without a result call back with no arguments at all, the others with null and the result.
var fs = require('fs'), dir = process.env.TMP, f = dir + '/f', steps = [];
fs.writeFileSync(f, '0123456789');
function step(name) {
  var args = Array.prototype.slice.call(arguments, 1);
  steps.push(function (next) {
    args.push(function (err, result) {
      if (err) console.log(name, err.message);
      console.log(name, arguments.length, String(arguments[0]), typeof result);
      next(result);
    });
    fs[name].apply(fs, args.map(function (arg) { return arg === FD ? fd : arg; }));
  });
}
var FD = {}, fd;
step('stat', f); step('lstat', f); step('chmod', f, 0600); step('chmod', f, '0644');
step('chown', f, process.getuid(), process.getgid());
step('link', f, dir + '/hard'); step('symlink', 'f', dir + '/soft'); step('readlink', dir + '/soft');
step('realpath', dir + '/soft'); step('rename', dir + '/hard', dir + '/hard2'); step('unlink', dir + '/hard2');
step('mkdir', dir + '/d', 0755); step('readdir', dir + '/d'); step('rmdir', dir + '/d');
step('open', f, 'r+', 0666);
steps.push(function (next) { fd = fs.openSync(f, 'r+'); next(); });
step('fstat', FD); step('truncate', FD, 5); step('fsync', FD); step('fdatasync', FD);
step('write', FD, 'abc', 0, 'utf8'); step('read', FD, 3, 0, 'utf8'); step('read', FD, new Buffer(3), 0, 3, 0);
step('close', FD); step('writeFile', f, 'x'); step('appendFile', f, 'y'); step('readFile', f, 'utf8'); step('readFile', f);
(function run() { var next = steps.shift(); if (next) next(run); })();
