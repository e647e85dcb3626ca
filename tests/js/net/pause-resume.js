// pause() in 'data' holds at once; what arrives meanwhile comes after resume().
var net = require('net');
var server = net.createServer(function (s) {
  var n = 0;
  var t = setInterval(function () { s.write('x'); if (++n === 8) { clearInterval(t); s.end(); } }, 5);
});
server.listen(function () {
  var c = net.createConnection(server.address().port), paused = false, got = 0, early = 0;
  c.on('data', function (d) {
    if (paused) early++;
    got += d.length;
    if (got === d.length) {
      paused = true;
      c.pause();
      setTimeout(function () { paused = false; c.resume(); }, 80);
    }
  });
  c.on('end', function () { console.log(got, early); c.end(); server.close(); });
});
