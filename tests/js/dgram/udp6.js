// The same over IPv6; a host name is looked up for IPv6 addresses.
var dgram = require('dgram');
var server = dgram.createSocket('udp6');
server.on('message', function (msg, rinfo) {
  console.log('' + msg, rinfo.address, rinfo.family, rinfo.size);
  if ('' + msg === 'one') return client.send(new Buffer('two'), 0, 3, server.address().port, 'localhost');
  client.close();
  server.close();
});
server.on('listening', function () {
  console.log(server.address().address, server.address().family);
  client.send(new Buffer('one'), 0, 3, server.address().port, '::1');
});
var client = dgram.createSocket('udp6');
server.bind(0, '::1');
