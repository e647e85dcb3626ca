var dgram = require('dgram');
['udp4', 'udp6'].forEach(function (type) {
  var socket = dgram.createSocket(type);
  console.log(type, socket.setBroadcast(true), socket.setBroadcast(0), socket.setTTL(1), socket.setTTL(255), socket.setTTL('64'));
  console.log(socket.setMulticastTTL(0), socket.setMulticastTTL(255), socket.setMulticastLoopback(true), socket.setMulticastLoopback(false));
  console.log(typeof socket.fd, socket.ref() === socket, socket.unref() === socket);
});
var again = dgram.createSocket({ type: 'udp4', reuseAddr: true }), twice = dgram.createSocket({ type: 'udp4', reuseAddr: true });
again.bind(0, '127.0.0.1');
twice.bind({ port: again.address().port, address: '127.0.0.1' }, function () {
  console.log('shared');
  again.close();
  twice.close();
});
