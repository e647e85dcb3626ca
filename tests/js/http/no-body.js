// HEAD, 204 and 304 have no body, whatever the program writes; write() says so on stderr.
var support = require('./support/talk');
support.each(function (req, res) {
  res.writeHead(req.url === '/' ? 200 : parseInt(req.url.slice(1), 10), {'X': 'y'});
  if (req.url === '/304') res.write('ignored');
  res.end('ignored');
}, ['HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n', support.get('/204'), support.get('/304')]);
