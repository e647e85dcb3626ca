// UNIX sockets: echo, names, a path in use, and the file is gone after close().
var net = require('net'), fs;
try { fs = require('fs'); } catch (e) {}
var path = (process.env.TMP || '/tmp') + '/noderu-unix.sock';
var server = net.createServer(function (s) {
  console.log('server', s.type, s.remoteAddress);
  s.on('data', function (d) { s.write(d); });
  s.on('end', function () { s.end(); });
});
server.listen(path, function () {
  console.log(server.address() === path, server.path === path, server.type);
  try { net.createServer().listen(path); } catch (e) { console.log(e.code); }
  var c = net.createConnection(path);
  console.log(c.type);
  c.setNoDelay(true);
  c.setKeepAlive(true, 1000);
  c.on('connect', function () { c.end('over unix'); });
  c.on('data', function (d) { console.log('' + d); });
  c.on('close', function () {
    server.close();
    server.on('close', function () {
      var again = net.createServer();
      again.listen(path, function () { console.log('the path is free again'); again.close(); });
    });
  });
});
