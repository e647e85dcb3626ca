var http = require('http'), net = require('net'), sys = require('sys');
var server = http.createServer(function (request, response) {
  console.log(sys.inspect(request.url));
  console.log(sys.inspect(require('url').parse(request.url).pathname));
  console.log(request.headers.accept);
  response.end();
  server.close();
});
server.listen(process.env.PORT, '127.0.0.1', function () {
  net.createConnection(process.env.PORT, '127.0.0.1').on('connect', function () {
    this.end(
'GET /status?name=ryan HTTP/1.1\r\n' +
'Accept: text/plain\r\n' +
'\r\n'
    );
  });
});
