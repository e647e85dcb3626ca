// The front page's server: v0.2.0's bytes on the wire, no Date, no Server.
var http = require('http'), support = require('./support/talk');
support.each(function (req, res) {
  res.writeHead(200, {'Content-Type': 'text/plain'});
  res.end('Hello World\n');
}, [support.get('/'), 'GET / HTTP/1.0\r\n\r\n', 'HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n']);
