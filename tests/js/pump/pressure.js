// A sink that is full stops the source: of a large file only what the sockets hold is read until the peer reads.
var net = require('net'), sys = require('sys'), fs = require('fs'), path = process.env.TMP + '/large';
var length = 64 << 20, fd = fs.openSync(path, 'w'), file, read = 0;
fs.truncateSync(fd, length);
fs.closeSync(fd);
var server = net.createServer(function (socket) {
  file = fs.createReadStream(path);
  sys.pump(file, socket, function (error) { console.log('done', error); server.close(); });
  // The sockets are full when nothing moves any more; the longer it is looked at, the surer.
  var before = -1, still = 0;
  (function look() {
    still = file.paused && socket.bytesWritten === before ? still + 1 : 0;
    before = socket.bytesWritten;
    if (still < 20) return setTimeout(look, 5);
    console.log('paused', socket.bytesWritten < length / 2);
    peer.resume();
  })();
});
var peer;
server.listen(Number(process.env.PORT), function () {
  peer = net.createConnection(Number(process.env.PORT));
  peer.pause();
  peer.on('data', function (data) { read += data.length; });
  peer.on('end', function () { console.log(read === length); peer.end(); });
});
