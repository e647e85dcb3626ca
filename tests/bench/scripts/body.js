// A body of so many characters with its length.
var http = require('http');
var body = new Array(Number(process.argv[3]) + 1).join('x');
http.createServer(function (req, res) {
  res.writeHead(200, {'Content-Type': 'text/plain', 'Content-Length': body.length});
  res.end(body);
}).listen(Number(process.argv[2]), '127.0.0.1');
