var socket = require('dgram').createSocket('udp4');
socket.on('message', function (msg, rinfo) { socket.send(msg, 0, msg.length, rinfo.port, rinfo.address); });
socket.on('listening', function () {
  console.log('ready');
  console.log(socket.address().port);
});
socket.bind(0, '127.0.0.1');
