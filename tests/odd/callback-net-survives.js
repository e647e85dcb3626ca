var net = require('net'), port = Number(process.env.PORT);
var thrown = 0, answers = 0;
process.on('uncaughtException', function () { thrown++; });
var server = net.createServer(function (s) {
  s.on('data', function () { s.end('bye'); throw new Error('x'); });
});
server.listen(port, '127.0.0.1', function again() {
  var c = net.createConnection(port, '127.0.0.1');
  c.on('connect', function () { c.write('x'); });
  c.on('data', function () {});
  c.on('end', function () { c.end(); });
  c.on('close', function () {
    if (++answers < 2) return again();
    console.log('answered twice, thrown ' + thrown);
    server.close();
  });
});
