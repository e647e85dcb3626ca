// 'upgrade': the program gets the socket and what came behind the head. Without a listener the connection is closed.
var http = require('http'), support = require('./support/talk');
var ask = 'GET /chat HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nfirst';
var server = http.createServer(function () { console.log('no request'); });
server.on('upgrade', function (req, socket, head) {
  console.log(req.url, req.headers.upgrade, req.upgrade, Buffer.isBuffer(head), head.toString());
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
  socket.write(head);
  socket.on('data', function (chunk) { socket.write(chunk); });
  socket.on('end', function () { console.log('end'); socket.end(); });
});
server.listen(support.port, function () {
  var client = support.talk(ask, function (answer) {
    console.log(answer.split('\r\n\r\n')[1]);
    server.removeAllListeners('upgrade');
    support.talk(ask, function (answer) {
      console.log('nobody listens:', JSON.stringify(answer));
      server.close();
    });
  });
  setTimeout(function () { client.write(' second'); }, 20);
  setTimeout(function () { client.end(); }, 40);
});
