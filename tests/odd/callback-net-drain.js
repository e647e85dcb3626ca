var net = require('net'), port = Number(process.env.PORT);
var server = net.createServer(function (s) {
  s.pause(); setTimeout(function () { s.resume(); }, 20);
});
server.listen(port, '127.0.0.1', function () {
  var c = net.createConnection(port, '127.0.0.1');
  c.on('drain', function () { throw new Error('thrown here'); });
  c.on('connect', function () { c.write(new Buffer(8000000)); });
});
