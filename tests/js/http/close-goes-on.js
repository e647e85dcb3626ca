// server.close() with connections open: bodies that are under way, further requests, upgrades and errors are still served, and
// the server can listen again meanwhile.
var http = require('http'), net = require('net'), port = +process.env.PORT;
var server = http.createServer(function (req, res) {
  var body = '';
  req.on('data', function (data) { body += data; });
  req.on('end', function () {
    console.log(req.method, req.url, body, req.connection instanceof net.Stream);
    res.end('ok');
  });
  if (req.url === '/1') {
    server.close();
    socket.write('lo');
  }
});
server.on('upgrade', function (req, socket) {
  console.log('upgrade', req.url);
  socket.end('bye');
});
server.on('clientError', function (error) { console.log(error.message); });
server.on('close', function () { console.log('close'); });
var socket, got = '';
server.listen(port, function () {
  var other = net.createConnection(port);
  other.on('end', function () { other.end(); });
  other.on('connect', function () {
    socket = net.createConnection(port);
    socket.write('POST /1 HTTP/1.1\r\nContent-Length: 5\r\n\r\nhel');
    socket.on('data', function (data) {
      got += data;
      if (/ok$/.test(got)) {
        got = '';
        socket.write('GET /2 HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n');
      }
    });
    socket.on('end', function () { socket.end(); });
    socket.on('close', function () {
      console.log(got);
      server.listen(port, function () {
        other.write('GET /3 HTTP/1.1\r\n\r\n');
        other.once('data', function () { other.write('BREW /4 HTTP/1.1\r\n\r\n'); });
        other.on('close', function () {
          http.get({ port: port, path: '/5' }, function (response) {
            response.on('end', function () { server.close(); });
          });
        });
      });
    });
  });
});
