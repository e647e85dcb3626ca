// Today's programs: statusCode, setHeader, an implicit head, a length where all is known at once.
var support = require('./support/talk');
support.each(function (req, res) {
  res.setHeader('X-Mine', 1);
  res.setHeader('x-mine', ['2', '3']);
  res.setHeader('Gone', 'x');
  res.removeHeader('GONE');
  console.log(JSON.stringify(res.getHeader('X-MINE')), res.getHeader('gone'), res.headersSent);
  res.statusCode = 404;
  if (req.url === '/write') res.write('piece');
  res.end('whole');
  console.log(res.headersSent, res.finished, res.statusCode);
}, [support.get('/'), support.get('/write')]);
