// NODE_DEBUG: 2 is for streams and servers.
var net = require('net');
var server = net.createServer(function (socket) {
  socket.on('data', function (data) { socket.end(data); });
});
server.listen(process.env.PORT, function () {
  var client = net.createConnection(process.env.PORT);
  client.on('connect', function () { client.write('twelve bytes'); });
  client.on('end', function () {
    client.end();
    server.close();
  });
});
