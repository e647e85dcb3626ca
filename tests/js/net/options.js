// setNoDelay, setKeepAlive, address, ref; all may be called at any time.
var net = require('net');
var s = new net.Stream();
s.setNoDelay(); s.setKeepAlive(true); s.setTimeout(0); console.log(s.address(), s.remoteAddress, s.type, s.secure);
var server = net.createServer(function (s) {
  s.setNoDelay(); s.setNoDelay(false); s.setKeepAlive(true, 5000); s.setKeepAlive(); s.setKeepAlive(false, 0);
  console.log(s.server === server, s.remoteAddress, s.remotePort === c.address().port, s.type);
  s.remoteAddress = '10.0.0.1';
  console.log(s.remoteAddress);
  s.on('end', function () { s.end(); server.close(); });
});
var c;
server.listen(0, '127.0.0.1', function () {
  c = net.createConnection(server.address().port);
  c.setNoDelay(); c.setKeepAlive(true, 1000);
  c.on('connect', function () { console.log(c.address().address, c.address().family); c.end(); });
});
['setSecure', 'verifyPeer', 'getPeerCertificate', 'getCipher'].forEach(function (name) {
  try { s[name](); } catch (e) { console.log(/TLS/.test(e.message)); }
});
try { s.send('x'); } catch (e) { console.log(e.message); }
