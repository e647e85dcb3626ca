// What is written before the connection stands waits for it: write() says false, 'drain' comes after 'connect'.
var net = require('net');
var server = net.createServer(function (s) {
  var got = '';
  s.on('data', function (d) { got += d; });
  s.on('end', function () { console.log('server got ' + got); s.end(); });
});
server.listen(function () {
  var c = net.createConnection(server.address().port);
  console.log(c.write('one '), c.write(new Buffer('two ')), c.bufferSize);
  c.on('connect', function () { console.log('connect', c.write('three'), c.bytesWritten); c.end(); });
  c.on('drain', function () { console.log('drain'); });
  c.on('close', function () { server.close(); });
});
