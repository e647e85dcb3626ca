var child_process = require('child_process'), exec = child_process.exec, execFile = child_process.execFile, todo = [];

function done(title) {
  return function (error, stdout, stderr) {
    console.log(title + ': ' + arguments.length, JSON.stringify(String(stdout)), JSON.stringify(String(stderr)));
    if (error) console.log('  ' + (error instanceof Error), JSON.stringify(error.message), error.code, error.signal, error.killed);
    if (todo.length) todo.shift()();
  };
}
function row(title, call) { todo.push(function () { call(done(title)); }); }

row('fine', function (done) { exec('echo out; echo err >&2', done); });
row('status', function (done) { exec('echo out; echo err >&2; exit 5', done); });
row('signal', function (done) { exec('kill -9 $$', done); });
row('missing', function (done) { exec('no_such_command_here 2>/dev/null', done); });
row('cwd', function (done) { exec('pwd', { cwd: '/usr' }, done); });
row('env', function (done) { exec('echo $A', { env: { A: 'b', PATH: process.env.PATH } }, done); });
row('null options', function (done) { exec('echo $A$PATH | cut -c1', null, done); });
row('encoding', function (done) { exec('printf "gr\\303\\274n"', done); });
row('binary', function (done) { exec('printf "\\303\\274"', { encoding: 'binary' }, done); });
row('base64', function (done) { exec('printf abcd', { encoding: 'base64' }, done); });
row('bytes', function (done) {
  exec('printf abc', { encoding: null }, function (error, stdout, stderr) {
    console.log(Buffer.isBuffer(stdout), stdout, stderr);
    done(error, stdout, stderr);
  });
});
row('timeout', function (done) { exec('sleep 60', { timeout: 20 }, done); });
row('timeout, another signal', function (done) { exec('sleep 60', { timeout: 20, killSignal: 'SIGTERM' }, done); });
row('timeout that is not needed', function (done) { exec('echo quick', { timeout: 25000 }, done); });
row('a grandchild that goes on', function (done) {
  exec('sleep 25 & echo $! >$TMP/pid; wait', { timeout: 300 }, function (error, stdout, stderr) {
    // A busy machine may not have come to it.
    var pid = require('path').existsSync(process.env.TMP + '/pid') && Number(require('fs').readFileSync(process.env.TMP + '/pid', 'utf8'));
    if (pid > 0) process.kill(pid);
    done(error, stdout, stderr);
  });
});
row('maxBuffer', function (done) { exec('yes', { maxBuffer: 10 }, done); });
row('maxBuffer of errors', function (done) { exec('yes >&2', { maxBuffer: 4 }, done); });
row('just enough', function (done) { exec('echo 123456789', { maxBuffer: 10 }, done); });
row('the usual maxBuffer', function (done) {
  exec('yes', function (error, stdout, stderr) { done(error, stdout.length, stderr); });
});
row('execFile', function (done) { execFile('printf', ['[%s]', 'a b', '*'], done); });
row('execFile without arguments', function (done) { execFile('/bin/pwd', { cwd: '/' }, done); });
row('execFile, null', function (done) { execFile('/bin/pwd', null, { cwd: '/usr' }, done); });
row('execFile, only a callback', function (done) { execFile('true', done); });
row('execFile, missing', function (done) { execFile('no_such_command_here', [], done); });
row('killed by the program', function (done) { exec('exec sleep 60', done).kill(); });
row('no callback', function (done) { exec('exit 1').on('exit', function (code) { done(null, code, ''); }); });
row('input', function (done) {
  var child = exec('wc -c', done);
  child.stdin.end('12345');
});
todo.shift()();
