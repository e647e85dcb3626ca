// A port in use: thrown when nobody listens for 'error', else that event.
var net = require('net');
var first = net.createServer();
first.listen(0, '127.0.0.1', function () {
  var port = first.address().port;
  try { net.createServer().listen(port, '127.0.0.1'); } catch (e) { console.log('thrown', e.message, e.code, e.syscall); }
  var second = net.createServer();
  second.on('error', function (e) {
    console.log('emitted', e.message);
    try { second.close(); } catch (e) { console.log(e.message); }
    first.close();
    second.listen(0, function () { console.log('again'); second.close(); });
  });
  second.listen(port, '127.0.0.1', function () { console.log("a callback of the call that failed?"); });
  console.log('after listen');
});
