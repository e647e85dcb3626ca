// server.timeout closes idle connections; who listens to the server's 'timeout' decides what becomes of them.
var http = require('http'), net = require('net');
var server = http.createServer(function (req, res) { res.end('ok'); });
console.log(server.timeout, server.headersTimeout);
try { server.setSecure({}); } catch (error) { console.log(error.message); }
server.timeout = 30;
server.listen(+process.env.PORT, function () {
  var first = net.createConnection(+process.env.PORT);
  first.on('end', function () {
    first.end();
    console.log('closed');
    server.setTimeout(40, function (socket) {
      console.log('timeout', socket.remoteAddress, server.timeout);
      socket.end('bye');
      socket.destroySoon();
    });
    var second = net.createConnection(+process.env.PORT);
    second.on('data', function (chunk) { console.log(String(chunk)); });
    second.on('end', function () {
      second.end();
      server.close();
    });
  });
});
