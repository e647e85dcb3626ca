// The peer is gone without a word: writing ends in 'error' and 'close' with true, once.
var net = require('net');
var server = net.createServer(function (s) {
  var closes = 0, errors = 0;
  s.on('error', function (e) { errors++; console.log(e.code === 'ECONNRESET' || e.code === 'EPIPE', s.readable, s.writable); clearInterval(t); });
  s.on('close', function (e) { closes++; console.log('close', e); setTimeout(function () { console.log(errors, closes); server.close(); }, 30); });
  var t = setInterval(function () { if (s.writable) s.write('more'); }, 5);
});
server.listen(function () {
  var c = net.createConnection(server.address().port);
  c.on('data', function () { c.destroy(); });
});
