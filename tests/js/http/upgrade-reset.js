// A client that resets its connection after the upgrade does not end a program that listens for no 'error' there: the
// server's 'clientError' hears of it.
var http = require('http'), net = require('net'), port = +process.env.PORT;
var server = http.createServer();
server.on('upgrade', function (req, socket, head) {
  socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  socket.on('close', function (hadError) {
    console.log('close', hadError);
    server.close();
  });
  // Nobody reads this: the kernel takes so much, and the reset finds the rest unsent.
  var block = new Buffer(1 << 20);
  for (var i = 0; i < 16; i++) socket.write(block);
});
server.on('clientError', function (error, socket) {
  console.log('clientError', error.code === 'ECONNRESET' || error.code === 'EPIPE', socket instanceof net.Stream);
});
server.listen(port, function () {
  var client = net.createConnection(port);
  client.on('connect', function () { client.write('GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'); });
  client.once('data', function () {
    // Closing with unread bytes sends RST.
    client.pause();
    setTimeout(function () { client.destroy(); }, 10);
  });
});
