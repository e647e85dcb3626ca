// close(): what was given to send() still goes out, look-ups included; no 'message' comes; twice is an error.
var dgram = require('dgram');
var server = dgram.createSocket('udp4'), got = [], said = [];
function say() { said.push([].join.call(arguments, ' ')); }
process.on('exit', function () { console.log(said.sort().join('\n')); });
server.on('message', function (msg) {
  got.push('' + msg);
  if (got.length === 2) { say('server got', got.sort()); server.close(); }
});
server.on('listening', function () {
  var client = dgram.createSocket('udp4');
  client.send(new Buffer('by name'), 0, 7, server.address().port, 'localhost', function (err, bytes) { say('sent', err, bytes); });
  client.send(new Buffer('by address'), 0, 10, server.address().port, '127.0.0.1');
  client.on('close', function () { say('client close', client.fd); });
  client.close();
  ['close', 'address', 'setTTL', 'bind', 'send'].forEach(function (name) {
    try { client[name](1, 2, 3, 4, 'x'); } catch (e) { console.log(name + ': ' + e.message); }
  });
});
server.bind(0, '127.0.0.1');

// A message that waits when close() is called is not told.
var deaf = dgram.createSocket('udp4');
deaf.on('message', function () { say('message?'); });
deaf.on('listening', function () {
  deaf.send(new Buffer('x'), 0, 1, deaf.address().port, '127.0.0.1', function () { deaf.close(); });
});
deaf.bind(0, '127.0.0.1');
