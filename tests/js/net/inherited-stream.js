// An object made of a stream with Object.create writes to and ends that stream.
var net = require('net');
var server = net.createServer(function (s) {
  var view = Object.create(s);
  view.tag = 'view';
  s.on('data', function (d) { view.write('' + d + view.tag); });
  s.on('end', function () { console.log(view.readyState, view.remotePort === s.remotePort); view.end(); server.close(); });
});
server.listen(function () {
  var c = net.createConnection(server.address().port);
  c.write('a ');
  c.on('data', function (d) { console.log('' + d); c.end(); });
});
