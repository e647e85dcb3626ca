// Hello world, the front page's program.
var http = require('http');
http.createServer(function (req, res) {
  res.writeHead(200, {'Content-Type': 'text/plain'});
  res.end('Hello World\n');
}).listen(Number(process.argv[2]), '127.0.0.1');
