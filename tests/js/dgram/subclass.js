// 2010's subclasses, today's short forms, and a handler that throws.
var dgram = require('dgram'), sys = require('sys');
function Echo() { dgram.Socket.call(this, 'udp4'); }
sys.inherits(Echo, dgram.Socket);
var echo = new Echo(), client = dgram.Socket('udp4');
echo.on('message', function (msg, rinfo) { this.send(msg, rinfo.port, rinfo.address); });
client.on('message', function (msg) {
  console.log('' + msg);
  if (msg.length < 5) throw new Error('one bad message');
  echo.close();
  client.close();
});
process.on('uncaughtException', function (e) {
  console.log('caught ' + e.message);
  client.send(['l', 'o'].join('onger and '), echo.address().port, '127.0.0.1', function (err, bytes) { console.log(err, bytes); });
});
echo.bind(function () { client.send('text', echo.address().port, '127.0.0.1'); });
