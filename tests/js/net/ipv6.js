var net = require('net');
var server = net.createServer(function (s) {
  console.log(s.remoteAddress, s.type, s.remotePort > 0, s.address().address, s.address().family);
  s.on('end', function () { s.end(); server.close(); });
});
server.listen(0, '::1', function () {
  var a = server.address();
  console.log(a.address, a.family, server.type);
  var c = net.createConnection(a.port, '::1');
  c.on('connect', function () { c.end(); });
});
