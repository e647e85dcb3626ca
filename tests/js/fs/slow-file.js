// Files that do not answer (a terminal that nobody types at): timers and sockets go on, and so does the pool's rest.
var fs = require('fs'), net = require('net'), port = parseInt(process.env.PORT, 10);
for (var i = 0; i < 2; i++) fs.read(fs.openSync('/dev/ptmx', 'r+'), new Buffer(1), 0, 1, null, function () { console.log('answered'); });
var server = net.createServer(function (stream) { stream.end('hello'); });
server.listen(port, function () {
  var client = net.createConnection(port);
  client.setEncoding('utf8');
  client.on('data', function (text) { console.log(text); });
  client.on('end', function () {
    setTimeout(function () {
      fs.readFile('/etc/passwd', function (err) { console.log(err); process.exit(0); });
    }, 5);
  });
});
