// 'timeout' tells of silence and severs nothing; it comes once per silence, and again after traffic.
var net = require('net');
var server = net.createServer(function (s) {
  var times = 0;
  s.setTimeout(40);
  s.on('timeout', function () {
    console.log('timeout ' + ++times + ' ' + s.readyState);
    if (times === 1) setTimeout(function () { s.write('awake'); }, 100);
    if (times === 2) s.setTimeout(0);
  });
  s.on('data', function (d) { console.log('' + d); });
  s.on('end', function () { s.end(); server.close(); });
});
server.listen(function () {
  var c = net.createConnection(server.address().port);
  c.on('data', function () {
    setTimeout(function () { c.end('done'); }, 160);
  });
});
