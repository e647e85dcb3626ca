// end() and destroy() at once in the connection callback; data that was written arrives.
var net = require('net');
var n = 0;
var server = net.createServer(function (s) {
  s.on('connect', function () { console.log('connect', s.readyState); });
  s.on('close', function (e) { console.log('server close', e); });
  if (++n === 1) s.end('bye'); else s.destroy();
});
server.listen(function () {
  client(function () { client(function () { server.close(); }); });
});
function client(next) {
  var c = net.createConnection(server.address().port), got = '';
  c.on('data', function (d) { got += d; });
  c.on('end', function () { console.log('got', JSON.stringify(got)); c.end(); });
  c.on('close', function (e) { console.log('client close', e); next(); });
}
