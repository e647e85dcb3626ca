// A proxy of two pumps: the body goes up, the answer comes down, in chunks and by length.
var http = require('http'), sys = require('sys');
var port = Number(process.env.PORT), port2 = Number(process.env.PORT2), all = new Buffer(1500007);
for (var i = 0; i < all.length; i++) all[i] = (i * 7) >> 2;
var echo = http.createServer(function (req, res) {
  res.writeHead(200, req.headers['content-length'] ? { 'Content-Length': req.headers['content-length'] } : {});
  sys.pump(req, res);
});
var proxy = http.createServer(function (req, res) {
  var up = http.createClient(port, '127.0.0.1').request(req.method, req.url, req.headers);
  sys.pump(req, up);
  up.on('response', function (answer) {
    res.writeHead(answer.statusCode, answer.headers);
    answer.pipe(res);
  });
});
echo.listen(port, '127.0.0.1', function () {
  proxy.listen(port2, '127.0.0.1', function () {
    ask({ 'Content-Length': all.length }, function () {
      ask({ 'Transfer-Encoding': 'chunked' }, function () { echo.close(); proxy.close(); });
    });
  });
});
function ask(headers, next) {
  var request = http.createClient(port2, '127.0.0.1').request('POST', '/', headers);
  request.on('response', function (response) {
    var pieces = [];
    response.on('data', function (data) { pieces.push(data); });
    response.on('end', function () {
      console.log(Buffer.concat(pieces).toString('binary') === all.toString('binary'));
      next();
    });
  });
  request.end(all);
}
