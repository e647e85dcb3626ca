// resume() of a closed stream is the program's mistake; pause() of one is nothing.
var net = require('net');
function attempt(s) { s.pause(); try { s.resume(); } catch (e) { console.log(e.message); } }
attempt(new net.Stream());
var server = net.createServer(function (s) { s.on('end', function () { s.end(); }); });
server.listen(function () {
  var c = net.createConnection(server.address().port);
  c.on('connect', function () { c.end(); });
  c.on('close', function () { attempt(c); server.close(); });
});
