// A program can't be made to split a response: what would do so throws before a byte is sent.
var support = require('./support/talk');
support.each(function (req, res) {
  [
    function () { res.writeHead(200, {'X': 'a\r\nY: b'}); },
    function () { res.writeHead(200, {'X': 'a\nb'}); },
    function () { res.writeHead(200, {'X': 'a\u0000'}); },
    function () { res.writeHead(200, {'X\r\nY': 'a'}); },
    function () { res.writeHead(200, {'': 'a'}); },
    function () { res.writeHead(200, {'X': '\u20ac'}); },
    function () { res.writeHead(200, 'O\r\nK', {}); },
    function () { res.writeHead(42); },
    function () { res.writeHead('abc'); },
    function () { res.setHeader('X', 'a\r\nb'); },
    function () { res.setHeader('X y', 'a'); },
    function () { res.setHeader('X'); },
    function () { res.statusCode = 1000; },
    function () { res.writeHead(200, {'X': {toString: function () { throw new Error('mine'); }}}); },
    function () { res.addTrailers({'X': 'a\r\nb'}); }
  ].forEach(function (attempt) {
    try { attempt(); console.log('no error'); } catch (error) { console.log(error.name + ': ' + error.message); }
  });
  res.writeHead(200, {'Content-Length': 2});
  try { res.writeHead(200); } catch (error) { console.log(error.message); }
  try { res.end({}); } catch (error) { console.log(error.message); }
  try { res.end('x', 'nope'); } catch (error) { console.log(error.message); }
  res.end('ok');
  console.log(res.end('again'));
  try { res.write('late'); } catch (error) { console.log(error.message); }
}, [support.get('/')]);
