// Sockets are half-open: after 'end' the writing side stays until end() is called.
var net = require('net');
var server = net.createServer(function (s) {
  s.on('end', function () {
    console.log('server end ' + s.readyState);
    setTimeout(function () { s.write('still '); s.end('here'); }, 20);
  });
});
server.listen(function () {
  var c = net.createConnection(server.address().port), got = '';
  c.end();
  c.setEncoding('utf8');
  c.on('data', function (d) { got += d; });
  c.on('end', function () { console.log('client end ' + got); });
  c.on('close', function () { server.close(); });
});
