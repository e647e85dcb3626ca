// Programs that do everything at the wrong moment.
var child_process = require('child_process'), spawn = child_process.spawn, left = 0, thrown = [];
process.on('uncaughtException', function (error) { thrown.push(error.message); });

function child(args, body) {
  left++;
  var made = spawn.apply(null, args);
  made.on('exit', function () { left--; });
  body(made);
}

child(['cat'], function (cat) {
  cat.stdin.destroy();
  cat.stdout.destroy();
  cat.stderr.destroy();
  cat.kill();
  cat.kill();
});
child(['echo', ['x']], function (echo) {
  echo.stdout.on('data', function () {
    echo.stdout.destroy();
    echo.stderr.end();
    echo.kill('SIGKILL');
    throw new Error('data');
  });
  echo.stdout.on('end', function () { throw new Error('never'); });
});
child(['true'], function (made) {
  made.stdin = made.stdout = made.stderr = made.pid = null;
  made.removeAllListeners = null;
});
child(['true'], function (made) {
  made.emit = function () { throw new Error('emit'); };
  left--;
});
child(['cat'], function (cat) {
  cat.stdin.write('x');
  cat.stdin.end();
  try {
    cat.stdin.write('y');
  } catch (error) {
    thrown.push(error.message);
  }
  cat.stdout.pause();
  setTimeout(function () { cat.stdout.resume(); }, 10);
});
child(['sh', ['-c', 'exit 3']], function (made) {
  made.on('exit', function () {
    // A child of the end of a child, and calls on what is over.
    child(['true'], function () {});
    made.kill();
    made.ref();
    made.unref();
    made.stdout.destroy();
  });
});
child(['env', [], { env: new Proxy({ A: 1 }, {}) }], function () {});
child(['sh', ['-c', 'kill -STOP $$; exit 0']], function (made) {
  // A child that stops has not ended.
  var timer = setInterval(function () { made.kill('SIGCONT'); }, 5);
  made.on('exit', function (code) {
    clearInterval(timer);
    if (code !== 0) thrown.push('stopped: ' + code);
  });
});
Object.create(spawn('cat')).kill();
child_process.exec('true', function () { throw new Error('callback'); });
process.on('exit', function () {
  spawn('true');
  console.log('' + left, thrown.sort().join(', '));
});
