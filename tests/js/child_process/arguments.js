// What a child is given, in every form of the call.
var spawn = require('child_process').spawn, todo = [];

function show(title, child) {
  var text = '';
  child.stdout.on('data', function (data) { text += data; });
  child.on('exit', function (code) {
    console.log(title + ': ' + text.trim() + (code ? ' (' + code + ')' : ''));
    if (todo.length) todo.shift()();
  });
}
function row(title, make) { todo.push(function () { show(title, make()); }); }

var PRINT = 'for a; do printf "[%s]" "$a"; done';
row('strange arguments', function () {
  return spawn('sh', ['-c', PRINT, 'sh', '', ' a  b ', '$HOME', '"', "'", '*', '\u20ac', 'x\ny', 7, null, true]);
});
row('no arguments', function () { return spawn('pwd', null, { cwd: '/' }); });
row('no arguments, options', function () { return spawn('pwd', { cwd: '/usr' }); });
row('cwd', function () { return spawn('pwd', [], { cwd: '/usr' }); });
row('cwd that is empty', function () { return spawn('sh', ['-c', 'test "$(pwd)" = "' + process.cwd() + '" && echo same'], { cwd: '' }); });
row('env', function () { return spawn('env', [], { env: { A: '1', B: 'x=y z', C: undefined, D: null, 5: 6 } }); });
row('0.1: env', function () { return spawn('env', [], { A: '2' }); });
row('0.1: env and customFds', function () { return spawn('env', [], { A: '3' }, [-1, -1, -1]); });
row('empty options', function () { return spawn('sh', ['-c', 'test -n "$PATH" && echo PATH'], {}); });
row('the environment that process.env is now', function () {
  process.env.CHANGED = 'yes';
  delete process.env.HOME;
  return spawn('sh', ['-c', 'echo $CHANGED ${HOME-none}']);
});
row('the name', function () { return spawn('sh', ['-c', 'echo "$0"'], { argv0: 'another' }); });
row('a shell', function () { return spawn('echo one;', ['echo', 'two'], { shell: true }); });
row('a session of its own', function () {
  return spawn('sh', ['-c', 'test $(cut -d" " -f6 </proc/self/stat) = $$ && echo leader'], { detached: true });
});
row('new ChildProcess', function () {
  var child = new (require('child_process').ChildProcess)();
  child.spawn('echo', ['made']);
  return child;
});
todo.shift()();
