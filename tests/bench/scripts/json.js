// Reads method, url and three headers; answers JSON.
var http = require('http');
http.createServer(function (req, res) {
  var body = JSON.stringify({
    method: req.method,
    url: req.url,
    host: req.headers.host,
    agent: req.headers['user-agent'],
    accept: req.headers.accept
  });
  res.writeHead(200, {'Content-Type': 'application/json', 'Content-Length': body.length});
  res.end(body);
}).listen(Number(process.argv[2]), '127.0.0.1');
