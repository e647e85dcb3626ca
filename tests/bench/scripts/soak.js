// Answers of the size that the path names, by length or in chunks; counts what is posted.
var http = require('http'), bodies = {};
function body(size) {
  return bodies[size] || (bodies[size] = new Array(size + 1).join('x'));
}
http.createServer(function (req, res) {
  if (req.method === 'POST') {
    var length = 0;
    req.on('data', function (data) { length += data.length; });
    req.on('end', function () {
      res.writeHead(200, {'Content-Type': 'text/plain'});
      res.end(String(length));
    });
    return;
  }
  var size = Number(req.url.slice(2)) || 0;
  if (req.url.charAt(1) === 'c') {
    res.writeHead(200, {'Content-Type': 'text/plain'});
    for (var left = size; left > 0; left -= 4096) res.write(body(Math.min(left, 4096)));
    res.end();
  } else {
    res.writeHead(200, {'Content-Type': 'text/plain', 'Content-Length': size});
    res.end(body(size));
  }
}).listen(Number(process.argv[2]), '127.0.0.1');
