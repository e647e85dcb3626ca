// The kernel keeps few UNIX datagrams; what it does not take waits, in order, and every callback comes.
var dgram = require('dgram');
var COUNT = 500, path = process.env.TMP + '/socket', got = 0, sent = 0, ordered = true;
var receiver = dgram.createSocket('unix_dgram', function (msg) {
  if (+msg !== got) ordered = false;
  if (++got === COUNT) receiver.close();
});
receiver.on('close', function () { console.log(got, sent, ordered); });
receiver.on('listening', function () {
  var sender = dgram.createSocket('unix_dgram');
  for (var i = 0; i < COUNT; i++) {
    var b = new Buffer('' + i);
    sender.send(b, 0, b.length, path, function (err, bytes) { if (!err && bytes > 0) sent++; });
    b[0] = 0x58;
  }
  sender.close();
});
receiver.bind(path);
