// A static file, read anew for each request.
var http = require('http'), fs = require('fs'), path = process.argv[3];
http.createServer(function (req, res) {
  fs.readFile(path, function (error, data) {
    if (error) throw error;
    res.writeHead(200, {'Content-Type': 'application/octet-stream', 'Content-Length': data.length});
    res.end(data);
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
