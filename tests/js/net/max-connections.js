// server.connections counts, maxConnections refuses what is over it.
var net = require('net');
var server = net.createServer(function (s) {
  console.log('connection', server.connections);
  s.on('end', function () { s.end(); });
  s.on('close', function () { console.log('close', server.connections); });
});
server.maxConnections = 2;
server.listen(function () {
  var port = server.address().port, clients = [], refused = 0;
  function open() {
    var c = net.createConnection(port);
    clients.push(c);
    c.on('error', function () {});
    c.on('end', function () { c.end(); });
    if (clients.length < 4) c.on('connect', function () { setTimeout(open, 20); });
    c.on('close', function () {
      if (clients.length === 4 && ++refused === 1) finish();
    });
  }
  function finish() {
    clients[0].end();
    clients[1].end();
    setTimeout(function () { console.log('left', server.connections); server.close(); }, 50);
  }
  open();
});
