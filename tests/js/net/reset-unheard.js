// A client that resets its connection does not end a server that listens to no 'error'.
var net = require('net'), left = 3;
var server = net.createServer(function (s) {
  s.write('hello');
  s.on('data', function (d) { s.write(d); });
  s.on('end', function () { s.write('goodbye'); s.end(); });
  s.on('close', function (had_error) { console.log('close', had_error); next(); });
});
server.listen(next);
function next() {
  if (!left--) return server.close();
  var c = net.createConnection(server.address().port);
  // The unread 'hello' makes the kernel answer close(2) with RST.
  c.pause();
  c.on('connect', function () { setTimeout(function () { c.destroy(); }, 20); });
}
