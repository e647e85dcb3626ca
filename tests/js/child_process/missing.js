// A program that cannot be run is a process that says so.
var spawn = require('child_process').spawn, fs = require('fs'), todo = [];

function row(title, make) {
  todo.push(function () {
    var child = make(), text = '';
    child.stderr.on('data', function (data) { text += data; });
    child.on('exit', function (code, signal) {
      console.log(title + ': ' + text.trim() + ' ' + code + ' ' + signal + ' ' + (child.pid > 0));
      if (todo.length) todo.shift()();
    });
  });
}
fs.writeFileSync(process.env.TMP + '/plain', 'echo never');
fs.writeFileSync(process.env.TMP + '/bad', '#!/no/such/interpreter\n');
fs.chmodSync(process.env.TMP + '/bad', 0755);
fs.writeFileSync(process.env.TMP + '/script', 'echo script without its line >&2');
fs.chmodSync(process.env.TMP + '/script', 0755);

row('missing', function () { return spawn('bad_command'); });
row('missing path', function () { return spawn('/no/such/program', ['x']); });
row('not executable', function () { return spawn(process.env.TMP + '/plain'); });
row('a folder', function () { return spawn('/usr'); });
row('below a file', function () { return spawn('/etc/passwd/x'); });
row('an interpreter that is missing', function () { return spawn(process.env.TMP + '/bad'); });
row('a script without #!', function () { return spawn(process.env.TMP + '/script'); });
row('a long name', function () { return spawn(new Array(5000).join('x')); });
row('a long argument', function () { return spawn('true', [new Array(3 << 20).join('x')]); });
row('a missing folder', function () { return spawn('true', [], { cwd: '/no/such/folder' }); });
row('a folder that is a file', function () { return spawn('true', [], { cwd: '/etc/passwd' }); });
row('not in the given PATH', function () { return spawn('ls', [], { env: { PATH: '/nowhere' } }); });
row('in the given PATH', function () { return spawn('script', [], { env: { PATH: process.env.TMP } }); });
row('who listens hears of it', function () {
  var child = spawn('bad_command');
  child.on('error', function (error) { console.log(error.message, error.errno, error.code, error.path); });
  return child;
});
todo.shift()();
