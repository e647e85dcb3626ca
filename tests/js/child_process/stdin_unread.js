// A child that does not read what it is sent ends nobody but itself.
var spawn = require('child_process').spawn, block = new Buffer(1 << 20);
block.fill(0);

var first = spawn('true'), left = 2;
first.stdin.write(block);
first.stdin.on('close', function () {
  console.log('stdin is writable:', first.stdin.writable);
  next();
});
first.on('exit', next);

function next() {
  if (--left > 0) return;
  // Who listens hears it.
  var second = spawn('sh', ['-c', 'exec 0<&-; echo ready; exec sleep 60']);
  second.stdin.on('error', function (error) {
    console.log(error.code, error.syscall);
    second.kill();
  });
  second.stdout.on('data', function () { second.stdin.write(block); });
  second.on('exit', function (code, signal) { console.log('exit', code, signal); });
}
