// A request for another protocol waits until all before it is answered; what came behind it is the new protocol's.
var http = require('http'), net = require('net'), port = +process.env.PORT;
var server = http.createServer(function (req, res) {
  console.log('request', req.url);
  setTimeout(function () {
    res.writeHead(200, { 'Content-Length': 2 });
    res.end('ok');
  }, 20);
});
server.on('upgrade', function (req, socket, head) {
  console.log('upgrade', req.url, String(head));
  socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n' + head);
});
var ask = 'GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\nGET /chat HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nraw';
function talk(pieces, next) {
  var socket = net.createConnection(port), answer = '';
  socket.on('connect', function write() {
    socket.write(pieces.shift());
    if (pieces.length) setTimeout(write, 0);
  });
  socket.on('data', function (data) { answer += data; });
  socket.on('end', function () { socket.end(); });
  socket.on('close', function () { console.log(answer.replace(/\r\n/g, '|')); next(); });
}
server.listen(port, function () {
  talk([ask], function () {
    talk([ask.slice(0, 19), ask.slice(19, 60), ask.slice(60)], function () { server.close(); });
  });
});
