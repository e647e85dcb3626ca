// A child that is let go does not keep the program running.
var child = require('child_process').spawn('sleep', ['60'], { stdio: 'ignore' });
child.unref();
process.on('exit', function () {
  console.log('exit', child.exitCode);
  child.kill('SIGKILL');
});
