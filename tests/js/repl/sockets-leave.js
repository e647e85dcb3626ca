// Clients that come and go in every way leave a server well.
var net = require('net'), repl = require('repl');
var left = 60;
var server = net.createServer(function (socket) {
  repl.start('> ', socket);
});
server.listen(process.env.PORT, function () {
  for (var i = 0; i < left; i++) one(i);
});
var total = left;
function one(i) {
  var socket = net.createConnection(process.env.PORT, '127.0.0.1');
  socket.on('connect', function () {
    if (i % 4 === 0) socket.destroy();
    else if (i % 4 === 1) socket.end('1 + 1\n');
    else if (i % 4 === 2) socket.write('new Array(100000).join("x")\n' + 'throw new Error("x")\n.exit\n');
    else socket.write('(\n'), socket.once('data', function () { socket.destroy(); });
  });
  socket.on('error', function () {});
  socket.on('end', function () { socket.end(); });
  socket.on('close', function () {
    if (--left === 0) server.close();
  });
}
server.on('close', function () {
  console.log('closed', total);
});
