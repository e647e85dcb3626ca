// A proxy as 2010 wrote it: pause when the other side is full, resume at its 'drain'.
var net = require('net'), total = 3 << 20;
var origin = net.createServer(function (s) { s.end(new Buffer(total)); });
var proxy = net.createServer(function (s) {
  var up = net.createConnection(origin.address().port);
  join(s, up);
  join(up, s);
});
function join(from, to) {
  from.on('data', function (d) { if (to.write(d) === false) from.pause(); });
  to.on('drain', function () { if (from.readable) from.resume(); });
  from.on('end', function () { to.end(); });
}
origin.listen(function () {
  proxy.listen(function () {
    var c = net.createConnection(proxy.address().port), got = 0;
    c.on('data', function (d) {
      got += d.length;
      c.pause();
      setTimeout(function () { if (c.readable) c.resume(); }, 1);
    });
    c.on('end', function () { console.log(got === total); c.end(); });
    c.on('close', function () { origin.close(); proxy.close(); });
  });
});
