var net = require('net'), port = Number(process.env.PORT);
var server = net.createServer(function (s) {
  s.end(); server.close();
});
server.listen(port, '127.0.0.1', function () {
  var c = net.createConnection(port, '127.0.0.1');
  c.on('close', function () {}); server.on('close', function () { throw new Error('thrown here'); });
});
