// An answer that breaks off on its way through a proxy does not look complete to the proxy's client.
var net = require('net'), http = require('http'), sys = require('sys');
var port = Number(process.env.PORT), port2 = Number(process.env.PORT2);
var broken = net.createServer(function (socket) {
  socket.on('data', function () {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n', 'ascii');
    broken.cut = function () { socket.destroy(); };
  });
});
var proxy = http.createServer(function (req, res) {
  var up = http.createClient(port, '127.0.0.1').request('GET', '/', {});
  up.on('response', function (answer) {
    res.writeHead(200, {});
    sys.pump(answer, res, function (error) { console.log(error.message); });
  });
  up.end();
});
broken.listen(port, '127.0.0.1', function () {
  proxy.listen(port2, '127.0.0.1', function () {
    var client = net.createConnection(port2, '127.0.0.1'), text = '';
    client.write('GET / HTTP/1.1\r\n\r\n');
    client.on('data', function (data) {
      text += data;
      if (/hello/.test(text) && broken.cut) { broken.cut(); broken.cut = null; }
    });
    client.on('close', function () {
      console.log(JSON.stringify(text.slice(text.indexOf('\r\n\r\n') + 4)));
      broken.close();
      proxy.close();
    });
    client.on('error', function () {});
    client.on('end', function () { client.end(); });
  });
});
