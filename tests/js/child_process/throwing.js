// Listeners that throw take no event from the others.
var spawn = require('child_process').spawn, child = spawn('echo', ['x']), left = 4;

process.on('uncaughtException', function (error) { console.log('caught', error.message); });
child.stdout.on('data', function () { throw new Error('data'); });
child.stdout.on('close', function () { throw new Error('stdout close'); });
child.on('exit', function (code) {
  console.log('exit', code);
  throw new Error('exit');
});
child.on('close', function (code) { console.log('close', code); });
