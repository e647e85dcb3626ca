// Without descriptors no child can be had, and the attempt costs none.
var spawn = require('child_process').spawn, fs = require('fs');

if (process.argv[2] !== 'few') {
  var shell = spawn('sh', ['-c', 'ulimit -n 60; exec "$0" "$1" few', process.env.NODERU, __filename], { customFds: [0, 1, 2] });
  shell.on('exit', function (code) { console.log('exit', code); });
} else {
  var fds = [], failures = {};
  try {
    for (;;) fds.push(fs.openSync('/dev/null', 'r'));
  } catch (error) {
    console.log(error.code);
  }
  // From none to as many as a child takes, and a few more.
  for (var free = 0; ; free++) {
    try {
      var child = spawn('cat');
      break;
    } catch (error) {
      failures[error.code] = true;
      if (free > 20) throw error;
      fs.closeSync(fds.pop());
    }
  }
  console.log(Object.keys(failures).join());
  var text = '';
  child.stdout.on('data', function (data) { text += data; });
  child.on('exit', function (code) {
    console.log(code + ' ' + text.trim());
    // What was open for the child is free again.
    var more = 0;
    try {
      for (;;) {
        fds.push(fs.openSync('/dev/null', 'r'));
        more++;
      }
    } catch (error) {
      console.log('' + (more >= free), error.code);
    }
  });
  child.stdin.end('through');
}
