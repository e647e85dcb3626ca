var net = require('net'), port = Number(process.env.PORT);
var server = net.createServer(function (s) {
  s.setTimeout(1);
  s.on('timeout', function () { throw new Error('thrown here'); });
});
server.listen(port, '127.0.0.1', function () {
  var c = net.createConnection(port, '127.0.0.1');
  
});
