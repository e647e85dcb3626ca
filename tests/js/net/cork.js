// cork and uncork are there for programs of today; what is written arrives in order all the same.
var net = require('net');
var server = net.createServer(function (socket) {
  socket.cork();
  socket.write('a');
  socket.write('b');
  socket.uncork();
  socket.end('c');
});
server.listen(process.env.PORT, '127.0.0.1', function () {
  var text = '', client = net.createConnection(process.env.PORT, '127.0.0.1');
  client.setEncoding('utf8');
  client.on('data', function (piece) { text += piece; });
  client.on('end', function () { client.end(); server.close(); console.log(text); });
});
