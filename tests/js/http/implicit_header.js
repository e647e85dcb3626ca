// What session middlewares do: end() waits until the session is saved, and the head is made before the cookie is added.
var http = require('http');

var server = http.createServer(function (request, response) {
  var end = response.end;
  response.end = function (body) {
    response.end = end;
    console.log('%j', response._header == null);
    response._implicitHeader();
    console.log('%s', String(response._header).split('\r\n')[0]);
    response._implicitHeader();
    process.nextTick(function () { response.end(body); });
  };
  response.statusCode = 201;
  response.setHeader('Content-Type', 'text/plain');
  response.end('saved');
});
server.listen(process.env.PORT, '127.0.0.1', function () {
  http.get({ host: '127.0.0.1', port: process.env.PORT, path: '/' }, function (response) {
    response.setEncoding('utf8');
    response.on('data', function (text) { console.log('%s %s %s', response.statusCode, response.headers['content-type'], text); });
    response.on('end', function () { server.close(); });
  });
});
