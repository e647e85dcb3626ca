// Headers in the order and case given; arrays; a reason phrase; what frames the message is not sent twice.
var support = require('./support/talk');
support.each(function (req, res) {
  switch (req.url) {
  case '/reason': res.writeHead(299, 'Odd', {'X-One': 1, 'x-two': 'two'}); break;
  case '/array': res.writeHead(200, [['Set-Cookie', 'a'], ['Set-Cookie', 'b'], ['X', 'c']]); break;
  case '/values': res.writeHead(200, {'Set-Cookie': ['a', 'b']}); break;
  case '/length': res.writeHead(200, {'content-length': 2}); break;
  case '/close': res.writeHead(200, {'Connection': 'close', 'Content-Length': '2'}); break;
  case '/unknown': res.writeHead(799); break;
  case '/moved': res.writeHead(302); break;
  }
  res.end('ok');
}, ['/reason', '/array', '/values', '/length', '/close', '/unknown', '/moved'].map(function (path) {
  return support.get(path);
}));
