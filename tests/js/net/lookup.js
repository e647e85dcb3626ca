// Host names: localhost by the hosts file; a name that does not exist is an 'error'; nothing blocks.
var net = require('net');
var server = net.createServer(function (s) { s.end('found'); });
server.listen(0, 'localhost', function () {
  var c = net.createConnection(server.address().port, 'localhost');
  console.log(c.readyState);
  c.on('data', function (d) { console.log('' + d); });
  c.on('end', function () { c.end(); });
  c.on('close', function () {
    var d = net.createConnection(1, 'a..b');
    d.on('error', function (e) { console.log(e instanceof Error, typeof e.errno, e.hostname); });
    d.on('close', function (e) { console.log('close', e, d.readyState); server.close(); });
  });
});
