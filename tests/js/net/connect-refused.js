// A refused connection: 'error' with what the system said, then 'close' with true; never 'connect'.
var net = require('net');
var server = net.createServer();
server.listen(function () {
  var port = server.address().port;
  server.close();
  server.on('close', function () {
    var c = net.createConnection(port);
    c.on('connect', function () { console.log('connect?'); });
    c.on('error', function (e) {
      console.log(e.message, e.errno === process.ECONNREFUSED || e.errno > 0, e.code, e.syscall, c.readyState);
    });
    c.on('close', function (had_error) { console.log('close', had_error); unix(); });
  });
});
function unix() {
  var c = net.createConnection('/nonexistent/socket');
  c.on('error', function (e) { console.log(e.message, e.code, e.syscall); });
  c.on('close', function (had_error) { console.log('close', had_error); });
}
