// connect() right after destroy(): one 'close' for the old connection, one for the new.
var net = require('net');
var server = net.createServer(function (s) { s.on('end', function () { s.end(); }); s.on('error', function () {}); });
server.listen(function () {
  var port = server.address().port, c = net.createConnection(port), connects = 0, closes = 0;
  c.on('connect', function () {
    if (++connects === 1) { c.destroy(); c.connect(port); } else c.end();
  });
  c.on('close', function (e) { console.log('close ' + ++closes + ' ' + e + ' ' + connects); if (closes === 2) server.close(); });
});
