// NODE_DEBUG: 4 is for http.
var http = require('http'), net = require('net');
var server = http.createServer(function (request, response) {
  response.writeHead(200, { 'Content-Length': 2 });
  response.end('ok');
});
server.listen(process.env.PORT, function () {
  var client = net.createConnection(process.env.PORT), text = '';
  client.on('connect', function () { client.write('GET /x?y HTTP/1.0\r\n\r\n'); });
  client.on('data', function (data) { text += data; });
  client.on('end', function () {
    client.end();
    server.close();
    console.log('%s', text.slice(-2));
  });
});
