// SIGCHLD is an event as any other, beside the events of the children themselves.
var spawn = require('child_process').spawn, left = 2;
process.on('SIGCHLD', function heard() {
  console.log('SIGCHLD');
  process.removeListener('SIGCHLD', heard);
  spawn('true').on('exit', function (code) { console.log('exit', code); });
});
spawn('true');
