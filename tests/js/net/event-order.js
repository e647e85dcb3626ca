// The order of events on both sides of a conversation, and what readyState says in each.
var net = require('net');
var server = net.createServer(function (s) {
  console.log('server: connection ' + s.readyState);
  s.on('connect', function () { console.log('server: connect'); });
  s.on('data', function (d) { console.log('server: data ' + d); s.write(d); });
  s.on('end', function () {
    console.log('server: end ' + s.readyState);
    s.end('bye');
    console.log('server: ended ' + s.readyState);
  });
  s.on('close', function (error) { console.log('server: close ' + error); step(); });
});
server.on('close', function () { console.log('closed'); });
server.listen(0, '127.0.0.1', function () {
  console.log('listening');
  var c = net.createConnection(server.address().port);
  console.log('client: ' + c.readyState);
  c.on('connect', function () {
    console.log('client: connect ' + c.readyState);
    c.end('hello');
    console.log('client: ended ' + c.readyState);
  });
  var got = '';
  c.on('data', function (d) { got += d; });
  c.on('end', function () { console.log('client: end ' + c.readyState + ' ' + got); });
  c.on('close', function (error) { console.log('client: close ' + error + ' ' + c.readyState); step(); });
});
var steps = 0;
function step() { if (++steps === 2) server.close(); }
