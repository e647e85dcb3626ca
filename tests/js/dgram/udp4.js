// bind, send to an address and to a name, message and rinfo, callbacks, address.
var dgram = require('dgram');
var server = dgram.createSocket('udp4', function (msg, rinfo) {
  console.log('server got ' + msg, Buffer.isBuffer(msg), msg.length === rinfo.size);
  console.log(Object.keys(rinfo).join(), rinfo.address, rinfo.port === client.address().port, rinfo.family);
  server.send(msg, 1, msg.length - 1, rinfo.port, rinfo.address);
});
var client = dgram.createSocket('udp4');
console.log(server instanceof dgram.Socket, server instanceof require('events').EventEmitter, server.type);
client.on('message', function (msg, rinfo) {
  console.log('client got ' + msg + ' from ' + rinfo.address, rinfo.port === server.address().port);
  if (msg.length === 3) return client.send(new Buffer('hello'), 0, 5, server.address().port, 'localhost', sent);
  client.close();
  server.close();
});
function sent(err, bytes) { console.log('sent', err, bytes); }
server.on('listening', function () {
  var address = server.address();
  console.log('listening', address.address, address.port > 0, address.family);
  var inside = false;
  client.send(new Buffer('xtext'), 1, 4, address.port, address.address, function (err, bytes) {
    console.log('later', inside);
    sent(err, bytes);
  });
  inside = true;
});
server.on('close', function () { console.log('server close'); });
client.on('close', function () { console.log('client close'); });
console.log(server.bind(0, '127.0.0.1') === server);
