// A client that leaves before its answer: 'close' on the request, and writing goes nowhere without an error.
var http = require('http'), net = require('net'), support = require('./support/talk');
var server = http.createServer(function (req, res) {
  req.on('close', function () {
    console.log('request close');
    res.writeHead(200);
    console.log(res.write('x'), res.end('y'));
    server.close();
  });
  res.on('close', function () { console.log('response close'); });
  client.destroy();
});
var client;
server.on('close', function () { console.log('server close', server.connections); });
server.listen(support.port, function () {
  client = net.createConnection(support.port);
  client.on('connect', function () { client.write('POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc'); });
});
