var child_process = require('child_process'), spawnSync = child_process.spawnSync;

var result = spawnSync('sh', ['-c', 'cat; echo err >&2; exit 3'], { input: 'input', encoding: 'utf8' });
console.log('' + (result.pid > 0), result.status, result.signal, result.stdout, JSON.stringify(result.stderr), result.output.length, result.error);
result = spawnSync('printf', ['abc']);
console.log(result.stdout, result.stderr);
result = spawnSync('sleep', ['60'], { timeout: 30 });
console.log('' + result.status, result.signal, result.error.code);
result = spawnSync('yes', [], { maxBuffer: 6, encoding: 'ascii', killSignal: 'SIGKILL' });
console.log('' + result.status, result.signal, result.error.code, JSON.stringify(result.stdout));
result = spawnSync('no_such_command');
console.log('' + result.status, result.error.code, result.error.path);
result = spawnSync('echo', ['straight'], { stdio: 'inherit' });
console.log('' + result.stdout, result.status);

console.log(child_process.execSync('echo out').toString(), child_process.execFileSync('pwd', { cwd: '/', encoding: 'utf8' }));
try {
  child_process.execSync('echo no >&2; exit 4', { stdio: 'pipe' });
} catch (error) {
  console.log(JSON.stringify(error.message), error.status, error.stderr.toString());
}
// The loop stood still meanwhile, and goes on.
setTimeout(function () { console.log('timer'); }, 1);
spawnSync('true');
