// The manual's object of headers: keys are lowercased, values are not modified. A URL and its parts, as printed there.
var http = require('http'), support = require('./support/talk');
support.each(function (request, res) {
  if (request.url === '/headers') {
    console.log(request.headers);
  } else {
    console.log(request.url);
    console.log(require('url').parse(request.url));
    console.log(require('url').parse(request.url, true));
    console.log(require('querystring').parse(require('url').parse(request.url).query));
  }
  res.writeHead(204, { 'Connection': 'close' });
  res.end();
}, [
  'PUT /headers HTTP/1.1\r\nContent-Length: 123\r\nContent-TYPE: text/plain\r\nSTREAM: keep-alive\r\naccept: */*\r\n\r\n',
  'GET /status?name=ryan HTTP/1.1\r\nAccept: text/plain\r\n\r\n'
]);
