// --max-old-space-size, also in NODE_OPTIONS: what allocates for ever ends with a clear line, by SIGABRT, as node does.
var childProcess = require('child_process');
function run(args, options) {
  var env = {};
  for (var name in process.env) env[name] = process.env[name];
  env.NODE_OPTIONS = options || '';
  var child = childProcess.spawnSync(process.execPath, args, { env: env, encoding: 'utf8' });
  return [child.status, child.signal, String(child.stderr).trim().split("\n").pop(), String(child.stdout).trim()].join(' | ');
}
var LIMIT = '--max-old-space-size=24';
var endless = {
  objects: 'var all = []; for (;;) all.push({ a: 1 })',
  arrays: 'var all = []; for (;;) all = [all, all]',
  strings: 'var all = []; for (var i = 0; ; i++) all.push("text " + i)',
  closures: 'var f; for (;;) f = (function (g) { return function () { return g } })(f)',
  map: 'var m = new Map; for (var i = 0; ; i++) m.set(i, i)',
  buffers: 'var all = []; for (;;) all.push(Buffer.alloc(1e5, 1))',
};
for (var name in endless) console.log(name, run([LIMIT, '-e', endless[name]]));
console.log(run(['-e', endless.objects], '--no-warnings --max_old_space_size=48'));
// Garbage is no matter, and a buffer that does not fit is an error.
console.log(run([LIMIT, '-e', 'for (var i = 0; i < 3e5; i++) var o = { a: [i, {}], s: "text " + i }; console.log(o.a[0])']));
console.log(run(['--max-old-space-size=600', '-e', 'for (var i = 0; i < 3000; i++) var o = { s: "x".repeat(1e6) + i }; console.log(o.s.length)']));
console.log(run([LIMIT, '-e', 'try { Buffer.alloc(2e8) } catch (e) { console.log(e.name) }']));
// What a program starts has its own limit.
console.log(run([LIMIT, '-e', 'console.log(require("child_process").execSync("ulimit -d").toString().trim() === ' +
  JSON.stringify(String(childProcess.execSync('ulimit -d')).trim()) + ')']));
console.log(run(['--max-old-space-size=many', 'x.js']));
