var net = require('net'), fs = require('fs');
try { fs.unlinkSync('/tmp/echo.sock'); } catch (error) { /* nobody left one */ }
var server = net.createServer(function (stream) { stream.end('hello\r\n'); });
server.listen('/tmp/echo.sock');
server.on('listening', function () {
  var client = net.createConnection('/tmp/echo.sock');
  client.setEncoding('utf8');
  client.on('data', function (text) { console.log(text.trim()); });
  client.on('end', function () {
    client.end();
    server.close();
    console.log(fs.existsSync('/tmp/echo.sock'));
  });
});
