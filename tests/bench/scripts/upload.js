// Counts what is posted.
var http = require('http');
http.createServer(function (req, res) {
  var length = 0;
  req.on('data', function (data) { length += data.length; });
  req.on('end', function () {
    res.writeHead(200, {'Content-Type': 'text/plain'});
    res.end(length + '\n');
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
