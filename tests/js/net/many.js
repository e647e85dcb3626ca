// Many connections at once, each with its own bytes; all are counted and all go.
var net = require('net'), N = 300, done = 0, most = 0, wrong = 0;
var server = net.createServer(function (s) {
  if (++most === N) all.forEach(function (go) { go(); });
  s.on('data', function (d) { s.write(d); });
  s.on('end', function () { s.end(); });
});
server.listen(function () {
  for (var i = 0; i < N; i++) client(i);
  function client(i) {
    var c = net.createConnection(server.address().port), got = '';
    c.setEncoding('ascii');
    c.on('data', function (d) { got += d; if (got.length === 1000) c.end(); });
    c.on('close', function () {
      if (got !== text(i)) wrong++;
      if (++done === N) setTimeout(function () { console.log(most, wrong, server.connections); server.close(); }, 20);
    });
    all.push(function () { c.write(text(i)); });
  }
});
var all = [];
function text(i) { return new Array(1001).join(String.fromCharCode(65 + i % 26)); }
