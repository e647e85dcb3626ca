// bind() in the same tick: 'listening' once, when that is done; with a host name, when that is looked up.
var dgram = require('dgram');
['127.0.0.1', 'localhost', undefined].forEach(function (host) {
  var socket = dgram.createSocket('udp4'), count = 0;
  socket.on('listening', function () {
    console.log(host, socket.address().address, ++count);
    setTimeout(function () { socket.close(); }, 1);
  });
  socket.bind(0, host);
  try { socket.bind(0); } catch (e) { console.log(e.message); }
});
var closed = dgram.createSocket('udp4');
closed.on('listening', function () { console.log('listening?'); });
closed.bind(0);
closed.close();
