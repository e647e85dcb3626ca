// Today's option: the other side's FIN ends ours.
var net = require('net');
var server = net.createServer({allowHalfOpen: false}, function (s) {
  console.log(s.allowHalfOpen);
  s.on('end', function () { console.log('server end'); });
  s.on('close', function (e) { console.log('server close ' + e); server.close(); });
});
server.listen(function () {
  var c = net.createConnection(server.address().port);
  c.on('connect', function () { c.end(); });
  c.on('end', function () { console.log('client end'); });
});
