// Datagrams come whole, the largest and the empty one too; one byte more is refused.
var dgram = require('dgram');
var sizes = [0, 1, 4096, 4097, 20000, 65507, 65508], largest = new Buffer(70000);
for (var i = 0; i < largest.length; i++) largest[i] = i * 7;
function next(socket, send) {
  var left = sizes.slice(), kept = [];
  socket.on('message', function (msg, rinfo) {
    kept.push(msg);
    console.log(msg.length, rinfo.size === msg.length);
    step();
  });
  function step() {
    if (!left.length) return done();
    var size = left.shift();
    send(size, function (err, bytes) {
      if (!err) return bytes === size || console.log('sent ' + bytes);
      console.log(err.code, err.syscall);
      step();
    });
  }
  // Every message has its bytes to itself.
  function done() {
    console.log(kept.every(function (msg) {
      for (var i = 0; i < msg.length; i++) if (msg[i] !== largest[i]) return false;
      return true;
    }));
    socket.close();
  }
  step();
}
var udp = dgram.createSocket('udp4');
udp.bind(0, '127.0.0.1');
udp.on('listening', function () {
  next(udp, function (size, callback) { udp.send(largest, 0, size, udp.address().port, '127.0.0.1', callback); });
});
udp.on('close', function () {
  sizes.push(70000);
  var unix = dgram.createSocket('unix_dgram'), path = process.env.TMP + '/socket';
  unix.on('listening', function () { next(unix, function (size, callback) { unix.send(largest, 0, size, path, callback); }); });
  unix.bind(path);
});
