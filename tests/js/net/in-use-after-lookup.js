// A host name is looked up first, so the bind error comes out of the loop: 'error', or an uncaught exception.
var net = require('net');
process.on('uncaughtException', function (e) { console.log('uncaught', e.message); first.close(); });
var first = net.createServer();
first.listen(0, 'localhost', function () {
  var second = net.createServer();
  second.on('error', function (e) {
    console.log('error', e.message);
    net.createServer().listen(first.address().port, 'localhost');
    console.log('not thrown here');
  });
  second.listen(first.address().port, 'localhost');
});
