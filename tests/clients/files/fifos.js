// Files that do not answer: the FIFOs in TMP have no writer, so that opening them takes until there is one. Timers,
// sockets and other files go on meanwhile; afterwards the extra threads are gone.
var fs = require('fs'), net = require('net'), dir = process.env.TMP, fifos = fs.readdirSync(dir), opened = 0;
function threads() { return fs.readdirSync('/proc/self/task').length; }
fifos.forEach(function (name) {
  fs.open(dir + '/' + name, 'r', function (err, fd) {
    if (err) throw err;
    fs.closeSync(fd);
    if (++opened === fifos.length) over();
  });
});
var server = net.createServer(function (stream) { stream.end('a socket, opened: ' + opened); });
setTimeout(function () {
  console.log('a timer, opened: ' + opened);
  server.listen(parseInt(process.env.PORT, 10), connect);
}, 1);
function connect() {
  var client = net.createConnection(parseInt(process.env.PORT, 10)), text = '';
  client.on('data', function (data) { text += data; });
  client.on('end', function () {
    console.log(text);
    client.end();
    server.close();
    // With all the threads stuck that there may be, files wait, and nothing else does.
    if (fifos.length > 64) return fifos.forEach(write);
    // One after the other, and a hundred at once.
    fs.readFile(__filename, 'utf8', function (err, source) {
      console.log('a file, opened: ' + opened, err, source.length > 100);
      var left = 100;
      for (var i = 0; i < 100; i++) fs.stat(__filename, function () {
        if (--left > 0) return;
        console.log('a hundred, opened: ' + opened);
        fifos.forEach(write);
      });
    });
  });
}
// There is somebody at the other end of each by now; a job that no thread has begun is not among the first.
function write(name) {
  try {
    fs.closeSync(fs.openSync(dir + '/' + name, process.O_WRONLY | process.O_NONBLOCK));
  } catch (e) {
    if (e.code !== 'ENXIO') throw e;
    setTimeout(function () { write(name); }, 1);
  }
}
function over() {
  console.log('opened: ' + opened);
  (function look() {
    // The main thread, the engine's, and the pool's four.
    if (threads() > 6) return setTimeout(look, 1);
    console.log('threads are as few as before');
  })();
}
