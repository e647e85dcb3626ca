// What write() says on a stream that cannot be written any more; end() again is nothing.
var net = require('net');
function attempt(s) { try { s.write('x'); console.log('no error'); } catch (e) { console.log(e.message); } }
attempt(new net.Stream());
var server = net.createServer(function (s) {
  s.on('end', function () {
    s.end('last');
    s.end('no');
    s.end();
    attempt(s);
    console.log(s.writable, s.readable);
  });
  s.on('close', function () { attempt(s); s.end('no'); s.destroy(); });
});
server.listen(function () {
  var c = net.createConnection(server.address().port);
  c.end('a');
  attempt(c);
  var got = '';
  c.on('data', function (d) { got += d; });
  c.on('close', function () { attempt(c); console.log(got); server.close(); });
});
