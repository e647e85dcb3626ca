// write(data, encoding) and setEncoding(); characters that are cut between packets arrive whole.
var net = require('net');
var server = net.createServer(function (s) {
  s.setNoDelay();
  var pieces = [[0x61, 0xe2], [0x82], [0xac, 0xf0, 0x9f], [0x98, 0x80], [0x62]];
  (function next() {
    if (!pieces.length) return s.end('w6k=', 'base64');
    s.write(new Buffer(pieces.shift()));
    setTimeout(next, 15);
  })();
  s.on('data', function (d) { console.log(d); });
  s.on('end', function () { server.close(); });
});
server.listen(function () {
  var c = net.createConnection(server.address().port), got = [];
  c.setEncoding('utf8');
  c.on('data', function (d) { got.push(d); });
  c.on('end', function () {
    console.log(got.join('') === 'a\u20ac\ud83d\ude00b\u00e9', got.every(function (d) { return d.indexOf('\ufffd') < 0; }));
    c.write('\u00e9', 'binary');
    c.write('6162', 'hex');
    c.write('\u20ac');
    c.write('z', 'ascii');
    c.end();
  });
});
try { new net.Stream().setEncoding('nonsense'); } catch (e) { console.log(e.message); }
