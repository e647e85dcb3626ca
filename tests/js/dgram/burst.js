// A burst on one socket: nothing is lost that the kernel kept, and timers and other sockets have their turns between.
var dgram = require('dgram');
var COUNT = 200, flooded = dgram.createSocket('udp4'), quiet = dgram.createSocket('udp4'), b = new Buffer('x');
var got = 0, ticks = 0, quietAt = -1;
flooded.bind(0, '127.0.0.1');
quiet.bind(0, '127.0.0.1');
flooded.on('message', function () {
  if (++got < COUNT) return;
  console.log('all', quietAt >= 0 && quietAt < COUNT, ticks > 0);
  clearInterval(timer);
  flooded.close();
  quiet.close();
});
quiet.on('message', function () { quietAt = got; });
var timer = setInterval(function () { ticks++; }, 0);
for (var i = 0; i < COUNT; i++) quiet.send(b, 0, 1, flooded.address().port, '127.0.0.1');
flooded.send(b, 0, 1, quiet.address().port, '127.0.0.1');
// Timers of the flood's first turn may be too early.
var end = Date.now() + 5;
while (Date.now() < end);
