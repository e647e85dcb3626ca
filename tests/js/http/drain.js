// write() answers false when the client does not keep up, and 'drain' tells when it does; nothing is lost.
var http = require('http'), net = require('net'), support = require('./support/talk');
var block = new Buffer(65536), blocks = 256, falses = 0, drains = 0, got = 0;
for (var i = 0; i < block.length; i++) block[i] = 97;
var server = http.createServer(function (req, res) {
  res.writeHead(200, {'Content-Length': block.length * blocks, 'Connection': 'close'});
  var left = blocks;
  function fill() {
    while (left > 0) {
      left--;
      if (!res.write(block)) { falses++; return; }
    }
    res.end();
    server.close();
  }
  res.on('drain', function () { drains++; fill(); });
  fill();
});
server.listen(support.port, function () {
  var socket = net.createConnection(support.port);
  socket.on('connect', function () {
    socket.write(support.get('/'));
    socket.pause();
    setTimeout(function () { socket.resume(); }, 50);
  });
  socket.on('data', function (chunk) { got += chunk.length; });
  socket.on('end', function () {
    socket.end();
    console.log(falses > 0, falses === drains || falses === drains + 1, got > block.length * blocks);
  });
});
