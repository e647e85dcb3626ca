// The same by pipe.
var http = require('http'), port = Number(process.argv[3]);
http.createServer(function (req, res) {
  var up = http.request({host: '127.0.0.1', port: port, method: req.method, path: req.url, headers: req.headers});
  req.pipe(up);
  up.on('response', function (answer) {
    res.writeHead(answer.statusCode, answer.headers);
    answer.pipe(res);
  });
  up.on('error', function () { res.end(); });
}).listen(Number(process.argv[2]), '127.0.0.1');
