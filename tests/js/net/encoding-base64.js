// base64 groups that are cut between packets, and the rest at the end.
var net = require('net');
var server = net.createServer(function (s) {
  s.write('a');
  setTimeout(function () { s.write('bc'); setTimeout(function () { s.end('de'); }, 15); }, 15);
});
server.listen(function () {
  var c = net.createConnection(server.address().port), got = '';
  c.setEncoding('base64');
  c.on('data', function (d) { got += d; });
  c.on('end', function () { console.log(got); c.end(); server.close(); });
});
