// write() returns false when the kernel is full, 'drain' follows once, and nothing is lost.
var net = require('net');
var block = new Buffer(256 * 1024), total = 0, sent = 0, drains = 0, refused = 0;
for (var i = 0; i < block.length; i++) block[i] = i % 251;
var wrong = 0;
var server = net.createServer(function (s) {
  s.pause();
  setTimeout(function () { s.resume(); }, 50);
  s.on('data', function (d) {
    for (var i = 0; i < d.length; i += 997) if (d[i] !== (total + i) % block.length % 251) wrong++;
    total += d.length;
  });
  s.on('end', function () {
    console.log(total === sent, total === 40 * block.length, wrong);
    s.end();
    server.close();
  });
});
server.listen(function () {
  var c = net.createConnection(server.address().port), n = 0;
  function more() {
    while (n < 40) {
      n++;
      sent += block.length;
      if (!c.write(block)) { refused++; return; }
    }
    c.end();
  }
  c.on('connect', more);
  c.on('drain', function () { drains++; more(); });
  c.on('close', function () { console.log(refused > 0, drains === refused, c.bytesWritten === sent); });
});
