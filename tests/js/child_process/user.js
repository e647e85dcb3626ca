// Another user, where this one may become it.
var spawn = require('child_process').spawn, text = '';
if (process.getuid() !== 0) {
  console.log('12345 54321');
  return;
}
var child = spawn('sh', ['-c', 'id -u; id -g'], { uid: 12345, gid: 54321, cwd: '/' });
child.stdout.on('data', function (data) { text += data; });
child.on('exit', function (code) { console.log(text.trim().replace(/\n/g, ' ')); });
