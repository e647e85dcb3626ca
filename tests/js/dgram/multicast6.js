// Joining and leaving groups of IPv6, by the interface's name and number.
var dgram = require('dgram');
var socket = dgram.createSocket('udp6');
['lo', '::%lo', 1].forEach(function (face) {
  socket.addMembership('ff02::fa', face);
  try { socket.addMembership('ff02::fa', face); } catch (e) { console.log(e.code, e.syscall); }
  socket.dropMembership('ff02::fa', face);
  try { socket.dropMembership('ff02::fa', face); } catch (e) { console.log(e.code, e.syscall); }
});
// An IPv4 group is none of an IPv6 socket.
try { socket.addMembership('224.0.0.250'); } catch (e) { console.log(e.code); }
// The zone names the interface of a link-local address.
socket.bind(0, '::%lo');
socket.on('listening', function () { console.log(socket.address().address); socket.close(); });
