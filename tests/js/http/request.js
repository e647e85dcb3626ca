// What a request object tells.
var support = require('./support/talk');
support.each(function (req, res) {
  console.log(req.method, req.url, req.httpVersion, req.httpVersionMajor, req.httpVersionMinor);
  console.log(JSON.stringify(req.headers));
  console.log(req.connection.remoteAddress, req.connection === req.socket, req.connection === res.connection);
  console.log(req instanceof require('http').IncomingMessage, req instanceof require('events').EventEmitter);
  req.url = '/assigned';
  console.log(req.url, Object.keys(req).join());
  res.writeHead(204);
  res.end();
}, [
  'GET /status?name=ryan HTTP/1.1\r\nAccept: text/plain\r\nX-Many: a\r\nx-many: b\r\nSet-Cookie: a=1\r\n' +
  'Set-Cookie: b=2\r\nCookie: c=1\r\nCookie: d=2\r\nContent-Type: one\r\nContent-Type: two\r\n' +
  '__proto__: own\r\nEmpty:\r\nConnection: close\r\n\r\n',
  'DELETE http://h/p HTTP/1.0\r\nHost: h\r\n\r\n'
]);
