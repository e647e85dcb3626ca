// Today's programs on a response: callbacks of write and end, statusMessage, flushHeaders, the names around setHeader.
var http = require('http'), net = require('net'), port = +process.env.PORT;
var server = http.createServer(function (req, res) {
  if (req.url === '/flush') {
    res.statusCode = 202;
    res.statusMessage = 'Soon';
    res.flushHeaders();
    console.log(res.headersSent, res.statusMessage);
    return setTimeout(function () { res.end(function () { console.log('ended'); }); }, 30);
  }
  res.setHeader('X-One', 'a');
  res.setHeader('Set-Cookie', ['b', 'c']);
  console.log(res.hasHeader('x-ONE'), res.hasHeader('x-two'), res.getHeaderNames(), JSON.stringify(res.getHeaders()));
  try { res.statusMessage = 'a\r\nb'; } catch (error) { console.log(error.message); }
  console.log(res.setTimeout(5000) === res, req.setTimeout(5000, function () {}) === req, res.writableEnded);
  var order = [];
  res.write('1', function () { order.push('write'); });
  res.write('2', 'utf8', function () { order.push('write with encoding'); });
  res.end('Mw==', 'base64', function () {
    order.push('end');
    console.log(order.join(), res.writableEnded);
  });
  order.push('after the calls');
});
server.listen(port, function () {
  http.get({ port: port, path: '/' }, function (response) {
    var body = '';
    response.on('data', function (data) { body += data; });
    response.on('end', function () {
      console.log(response.statusMessage, body);
      http.get({ port: port, path: '/flush' }, function (response) {
        console.log(response.statusCode, response.statusMessage);
        response.on('end', refused);
      });
    });
  });
});

// What can't be asked throws, and leaves nothing behind that fails later.
function refused() {
  [{ host: 'a\r\nX: y' }, { host: '127.0.0.1', port: '80\r\nX: y' }, { port: 65536 }, { port: 1.5 }, { port: '/tmp/x' },
    { path: '/a b' }, { headers: { 'a b': 'c' } }, { method: 'A B' }, { auth: 'a\u20ac:b' }].forEach(function (options) {
    try {
      http.get(options).on('error', function (error) { console.log('error', error.code); }).abort();
      console.log('taken');
    } catch (error) {
      console.log(error.name + ': ' + error.message);
    }
  });
  server.close();
}
