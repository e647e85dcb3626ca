var http = require('http'), net = require('net'), port = Number(process.env.PORT);
http.createServer(function (req, res) {
  req.connection.on('close', function () { throw new Error('thrown here'); });
  res.writeHead(200, {});
  setInterval(function () { res.write('x'); }, 5);
}).listen(port, '127.0.0.1', function () {
  var c = net.createConnection(port, '127.0.0.1');
  c.on('connect', function () { c.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello'); });
  c.on('data', function () {});
  c.on('data', function () { c.destroy(); });
});
