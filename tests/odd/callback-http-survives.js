var http = require('http'), net = require('net'), port = Number(process.env.PORT), thrown = 0;
process.on('uncaughtException', function () { thrown++; });
var server = http.createServer(function (req, res) {
  if (req.url === '/bad') throw new Error('x');
  res.writeHead(200, { 'Connection': 'close' });
  res.end('good');
});
server.listen(port, '127.0.0.1', function () {
  var bad = net.createConnection(port, '127.0.0.1');
  bad.on('connect', function () { bad.write('GET /bad HTTP/1.1\r\nHost: x\r\n\r\n'); });
  setTimeout(function () {
    var good = net.createConnection(port, '127.0.0.1'), text = '';
    good.setEncoding('utf8');
    good.on('connect', function () { good.write('GET /good HTTP/1.1\r\nHost: x\r\n\r\n'); });
    good.on('data', function (data) { text += data; });
    good.on('end', function () {
      console.log('answered ' + /good$/.test(text) + ', thrown ' + thrown);
      process.exit();
    });
  }, 50);
});
