// A stream that is closed connects again: the same object, its listeners and its encoding.
var net = require('net');
var n = 0;
var server = net.createServer(function (s) { s.end('answer ' + ++n); });
server.listen(function () {
  var port = server.address().port, c = new net.Stream();
  console.log(c.readyState, c.fd);
  c.setEncoding('utf8');
  c.connect(port);
  try { c.connect(port); } catch (e) { console.log(e.message); }
  c.on('connect', function () { console.log('connect', c.readyState, typeof c.fd); });
  c.on('data', function (d) { console.log(d); });
  c.on('end', function () { c.end(); });
  c.on('close', function () {
    console.log('close', c.readyState, c.fd);
    if (n < 3) c.connect(port, '127.0.0.1'); else server.close();
  });
});
