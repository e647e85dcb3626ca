// server.close() in a connection callback: the connection goes on, the server takes no more.
var net = require('net');
var server = net.createServer(function (s) {
  server.close();
  s.on('data', function (d) { s.end('got ' + d); });
});
server.on('close', function () { console.log('server closed, connections ' + server.connections); });
server.listen(function () {
  var port = server.address().port, c = net.createConnection(port);
  c.on('connect', function () { setTimeout(function () { c.write('late'); }, 30); });
  c.on('data', function (d) { console.log('' + d); c.end(); });
  c.on('close', function () {
    var d = net.createConnection(port);
    d.on('error', function (e) { console.log(e.code); });
  });
});
