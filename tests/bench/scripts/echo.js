var net = require('net');
net.createServer(function (socket) {
  socket.on('data', function (data) { socket.write(data); });
  socket.on('end', function () { socket.end(); });
  socket.on('error', function () {});
}).listen(Number(process.argv[2]), '127.0.0.1');
