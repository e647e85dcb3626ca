// Today's second argument, and a timeout that traffic keeps away.
var net = require('net');
var server = net.createServer(function (s) {
  var t = setInterval(function () { s.write('.'); }, 20);
  setTimeout(function () { clearInterval(t); }, 450);
  s.on('end', function () { s.end(); server.close(); });
});
server.listen(function () {
  var start = Date.now(), c = net.createConnection(server.address().port);
  c.setTimeout(300, function () { console.log(Date.now() - start > 650); c.end(); });
});
