// An exception in any callback goes to uncaughtException and leaves the sockets working.
var net = require('net');
process.on('uncaughtException', function (e) { console.log('caught ' + e.message); });
var server = net.createServer(function (s) {
  s.on('data', function (d) { s.write(d); throw new Error('in data'); });
  s.on('end', function () { s.end(); throw new Error('in server end'); });
  s.on('close', function () { server.close(); throw new Error('in server close'); });
  setTimeout(function () { c.write('ping'); }, 10);
  throw new Error('in connection');
});
var c;
server.listen(function () {
  c = net.createConnection(server.address().port);
  c.on('connect', function () { throw new Error('in connect'); });
  c.on('data', function (d) { console.log('echo ' + d); c.end(); throw new Error('in client data'); });
  c.on('close', function () { throw new Error('in client close'); });
  throw new Error('in listening');
});
server.on('close', function () { console.log('server closed'); });
