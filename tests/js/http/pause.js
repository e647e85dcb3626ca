// A paused request stops the reading from the socket; resumed, it misses nothing.
var http = require('http'), net = require('net'), support = require('./support/talk');
var size = 64 * 1024 * 1024, got = 0, sent = false;
var server = http.createServer(function (req, res) {
  req.on('data', function (chunk) { got += chunk.length; });
  req.pause();
  setTimeout(function () {
    console.log('while paused', got, sent ? 'all sent' : 'sender waits');
    req.resume();
  }, 100);
  req.on('end', function () {
    console.log('in the end', got === size);
    res.writeHead(200, {'Content-Length': 0, 'Connection': 'close'});
    res.end();
    server.close();
  });
});
server.listen(support.port, function () {
  var socket = net.createConnection(support.port);
  socket.on('connect', function () {
    socket.write('POST / HTTP/1.1\r\nContent-Length: ' + size + '\r\n\r\n');
    var block = new Buffer(65536), left = size / block.length;
    (function fill() {
      while (left > 0) {
        left--;
        if (!socket.write(block)) { socket.once('drain', fill); return; }
      }
      sent = true;
    })();
  });
  socket.on('end', function () { socket.end(); });
});
