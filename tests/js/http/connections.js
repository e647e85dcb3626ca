// server.connections counts what is open, other protocols included; maxConnections refuses the rest.
var http = require('http'), net = require('net'), port = +process.env.PORT;
var server = http.createServer(function (req, res) { res.end(); }), sockets = [];
server.maxConnections = 2;
server.on('upgrade', function (req, socket) {
  console.log('upgrade', server.connections);
  socket.on('end', function () { socket.end(); });
  socket.write('up');
});
server.listen(port, function () {
  open('GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n', function (first) {
    open('GET / HTTP/1.1\r\n\r\n', function (second) {
      console.log('two open', server.connections);
      var refused = 3;
      (function refuse() {
        var third = net.createConnection(port);
        third.on('error', function () {});
        third.on('end', function () { third.end(); });
        third.on('close', function () {
          if (--refused) return refuse();
          console.log('three refused', server.connections);
          first.end();
          first.on('close', function () {
            second.end();
            second.on('close', function () { wait(function () {
              console.log('none', server.connections);
              server.close();
            }); });
          });
        });
      })();
    });
  });
});
function open(bytes, next) {
  var socket = net.createConnection(port);
  socket.write(bytes);
  socket.once('data', function () { next(socket); });
  socket.on('end', function () { socket.end(); });
}
// The server hears of the end when it does.
function wait(next) { server.connections ? setTimeout(function () { wait(next); }, 5) : next(); }
