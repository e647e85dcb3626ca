// The caller's mistakes throw and change nothing.
var net = require('net');
function attempt(what) { try { what(); console.log('taken'); } catch (e) { console.log(e.name + ': ' + e.message); } }
attempt(function () { net.createConnection(); });
attempt(function () { net.createConnection(70000); });
attempt(function () { net.createConnection({}); });
attempt(function () { new net.Stream(-1); });
attempt(function () { new net.Stream(9999); });
attempt(function () { net.createServer('x'); });
attempt(function () { net.Stream.prototype.write.call({}, 'x'); });
attempt(function () { net.Stream.prototype.write('x'); });
attempt(function () { net.Stream.prototype.write.call(undefined, 'x'); });
attempt(function () { net.Server.prototype.listen(); });
attempt(function () { net.createServer().listenFD('x'); });
attempt(function () { net.createServer().listenFD(9999); });
for (var name in net.Stream.prototype) { var value = net.Stream.prototype[name]; }
var server = net.createServer(function (s) {
  attempt(function () { s.write(); });
  attempt(function () { s.write(5); });
  attempt(function () { s.write({}); });
  attempt(function () { s.write('x', 'nonsense'); });
  attempt(function () { s.end('x', 'nonsense'); });
  console.log(s.readyState);
  s.end('fine');
});
server.listen(function () {
  var c = net.createConnection(server.address().port);
  c.on('data', function (d) { console.log('' + d); });
  c.on('end', function () { c.end(); server.close(); });
});
