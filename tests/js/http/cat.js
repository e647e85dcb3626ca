// http.cat(url, [encoding], callback)
var http = require('http');
var server = http.createServer(function (req, res) {
  res.writeHead(req.url === '/no' ? 404 : 200, {});
  res.end(req.url + ' ' + req.headers.host.replace(process.env.PORT, 'PORT') + ' \u00e4');
});
server.listen(+process.env.PORT, function () {
  var base = 'http://localhost:' + process.env.PORT;
  http.cat(base + '/a?b=c#d', function (error, body) {
    console.log(error, body);
    http.cat(base, 'binary', function (error, body) {
      console.log(error, body.length);
      http.cat(base + '/no', function (error) {
        console.log(error);
        server.close();
        http.cat(base + '/', 'utf8', function (error) { console.log(error.message); });
      });
    });
  });
});
