var child_process = require('child_process');

function row(title, call) {
  try {
    call();
    console.log(title + ': fine');
  } catch (error) {
    console.log(title + ': ' + error.name + ': ' + error.message);
  }
}
var spawn = child_process.spawn;
row('no command', function () { spawn(); });
row('a number', function () { spawn(5); });
row('an empty command', function () { spawn(''); });
row('NUL in the command', function () { spawn('a\0b'); });
row('NUL in an argument', function () { spawn('echo', ['a\0b']); });
row('NUL in the environment', function () { spawn('echo', [], { env: { A: 'a\0b' } }); });
row('NUL in the folder', function () { spawn('echo', [], { cwd: '/\0' }); });
row('arguments that are a string', function () { spawn('echo', 'a b'); });
row('options that are a number', function () { spawn('echo', [], 7); });
row('an environment that is a string', function () { spawn('echo', [], { env: 'A=1' }); });
row('descriptors that are a string', function () { spawn('echo', [], { customFds: 'x' }); });
row('a descriptor that is a word', function () { spawn('echo', [], { customFds: [-1, 'x', -1] }); });
row('a descriptor that is not open', function () { spawn('echo', [], { customFds: [-1, 987654, -1] }); });
row('an unknown word', function () { spawn('echo', [], { stdio: ['pipe', 'pope'] }); });
row('a stream of an unknown kind', function () { spawn('echo', [], { stdio: ['pipe', 'pipe', 'pipe', 'pope'] }); });
row('a user that is a name', function () { spawn('echo', [], { uid: 'root' }); });
row('too many arguments', function () { spawn('echo', { length: 1e9 }); });
row('a getter that throws', function () { spawn('echo', [], { get cwd() { throw new Error('mine'); } }); });
row('an argument that throws', function () { spawn('echo', [{ toString: function () { throw new Error('mine'); } }]); });
row('exec: the callback', function () { child_process.exec('true', {}, 5); });
row('exec: the signal', function () { child_process.exec('true', { killSignal: 'SIGFOO' }); });
row('exec: nothing', function () { child_process.exec(); });
row('kill: no child', function () { child_process.ChildProcess.prototype.kill(); });
row('a child that was not spawned', function () { console.log(new child_process.ChildProcess().kill()); });
