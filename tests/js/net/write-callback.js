// Today's write(data, callback): called when the bytes are with the kernel, or with an error when they never will be.
var net = require('net');
var server = net.createServer(function (s) {
  s.on('end', function () { s.end(); server.close(); });
  s.on('error', function () {});
});
server.listen(function () {
  var c = net.createConnection(server.address().port);
  c.write('a', function () { console.log('a', arguments.length); });
  c.on('connect', function () {
    c.write('b', 'utf8', function () { console.log('b'); c.end(); lost(); });
  });
});
function lost() {
  var c = net.createConnection('/nonexistent/socket');
  c.write('x', function (e) { console.log('lost', e instanceof Error); });
  c.on('error', function () {});
}
