// A UDP socket listens without bind(): 'listening' comes, and datagrams do. A bind() that comes later still counts.
var dgram = require('dgram');
var socket = dgram.createSocket('udp4'), first, count = 0;
socket.setTTL(7);
socket.on('listening', function () {
  var address = socket.address();
  console.log('listening', address.address, address.port > 0);
  if (++count === 1) {
    first = address.port;
    socket.send(new Buffer('to myself'), 0, 9, first, '127.0.0.1');
  } else {
    console.log(address.port !== first);
    socket.send(new Buffer('again'), 0, 5, address.port, '127.0.0.1');
  }
});
socket.on('message', function (msg) {
  console.log('' + msg);
  if (count === 1) socket.bind(0, '127.0.0.1');
  else socket.close();
});
socket.on('close', function () { console.log('close'); });
