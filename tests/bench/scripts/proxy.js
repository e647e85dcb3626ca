// Hands requests on to another port, as programs of 2010 did: 'data', write, pause, 'drain', resume.
var http = require('http'), port = Number(process.argv[3]);
http.createServer(function (req, res) {
  var up = http.request({host: '127.0.0.1', port: port, method: req.method, path: req.url, headers: req.headers});
  move(req, up);
  up.on('response', function (answer) {
    res.writeHead(answer.statusCode, answer.headers);
    move(answer, res);
  });
  up.on('error', function () { res.end(); });
}).listen(Number(process.argv[2]), '127.0.0.1');
function move(from, to) {
  from.on('data', function (data) { if (to.write(data) === false) from.pause(); });
  to.on('drain', function () { from.resume(); });
  from.on('end', function () { to.end(); });
}
