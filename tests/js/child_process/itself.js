// Programs start themselves by process.argv[0], which is 'node', in all forms.
var child_process = require('child_process'), script = process.env.TMP + '/child.js', left = 3;
require('fs').writeFileSync(script, 'console.log(process.version, process.execPath === process.env.NODERU, process.argv[2]);');
function heard(name) {
  return function (error, stdout) { console.log(name + ': ' + (error ? error.message : stdout.trim())); next(); };
}
var steps = [
  function () { child_process.exec(process.argv[0] + ' ' + script + ' exec', heard('exec')); },
  function () { child_process.exec('  node', { env: { NODERU: '/' } }, heard('exec of nothing else')).stdin.end('console.log(process.version)'); },
  function () { child_process.exec('echo node; nodes', function (error, stdout) { console.log(stdout.trim(), error.code); next(); }); },
  function () { child_process.execFile(process.argv[0], [script, 'execFile'], heard('execFile')); },
  function () { child_process.execFile('node', ['-v'], { env: { PATH: '/nowhere' } }, heard('whatever the PATH')); },
  function () {
    var child = child_process.spawn(process.argv[0], [script, 'spawn'], { customFds: [-1, 1, 2] });
    child.on('exit', function (code) { console.log(code); next(); });
  },
  function () { console.log(String(child_process.execSync('node ' + script + ' execSync')).trim()); next(); }
];
function next() { if (steps.length) steps.shift()(); }
next();
