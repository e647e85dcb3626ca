// Expect: 100-continue. Without a listener the client is told to go on; 'checkContinue' leaves that to the program, which
// writes the 100 itself, or answers at once and gets no body.
var http = require('http'), net = require('net'), port = +process.env.PORT;
function collect(req, next) {
  var body = '';
  req.on('data', function (data) { body += data; });
  req.on('end', function () { next(body); });
}
var server = http.createServer(function (req, res) {
  collect(req, function (body) {
    console.log('request', req.url, body);
    res.end('plain');
  });
});
function check(req, res) {
  console.log('checkContinue', req.url, req.headers.expect, res.headersSent);
  if (req.url === '/no') {
    res.writeHead(417, { 'Connection': 'close' });
    return res.end();
  }
  res.writeContinue();
  collect(req, function (body) { res.end('checked ' + body); });
}
// Sends the body only when it is told to.
function ask(path, next) {
  var socket = net.createConnection(port), got = '', sent = false;
  socket.on('connect', function () {
    socket.write('POST ' + path + ' HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n');
  });
  socket.on('data', function (data) {
    got += data;
    if (!sent && /^HTTP\/1.1 100 Continue\r\n\r\n/.test(got)) {
      sent = true;
      socket.write('body');
    }
  });
  socket.on('end', function () { socket.end(); });
  socket.on('close', function () {
    console.log(got.match(/HTTP\/1.1 .*(?=\r)/g).join(', '), '|', got.slice(got.lastIndexOf('\n') + 1));
    next();
  });
}
server.listen(port, function () {
  ask('/auto', function () {
    server.on('checkContinue', check);
    ask('/yes', function () {
      ask('/no', function () { server.close(); });
    });
  });
});
