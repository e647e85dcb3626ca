// Collects what is posted and sends it back.
var http = require('http');
http.createServer(function (req, res) {
  var body = '';
  req.setEncoding('utf8');
  req.on('data', function (data) { body += data; });
  req.on('end', function () {
    res.writeHead(200, {'Content-Type': 'text/plain', 'Content-Length': body.length});
    res.end(body);
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
