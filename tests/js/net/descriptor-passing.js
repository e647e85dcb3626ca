// write(data, encoding, fd) sends a descriptor over a UNIX socket; 'fd' comes before its data.
var net = require('net');
var path = (process.env.TMP || '/tmp') + '/noderu-fd.sock';
var tcp = net.createServer(function (s) { s.end('through the passed descriptor'); });
tcp.listen(function () {
  var receiver = net.createServer(function (s) {
    var descriptor;
    s.on('fd', function (fd) { console.log('fd', typeof fd); descriptor = fd; });
    s.on('data', function (d) {
      console.log('data ' + d);
      var passed = new net.Stream(descriptor, 'tcp4');
      console.log(passed.readyState, passed.fd === descriptor, passed.type);
      passed.on('data', function (d) { console.log('' + d); });
      passed.on('end', function () { passed.end(); });
      passed.on('close', function () { s.end(); receiver.close(); tcp.close(); });
      passed.resume();
    });
  });
  receiver.listen(path, function () {
    var connection = net.createConnection(tcp.address().port);
    connection.pause();
    connection.on('connect', function () {
      var sender = net.createConnection(path);
      sender.write('here', 'utf8', connection.fd);
      sender.on('drain', function () { connection.destroy(); });
      sender.on('end', function () { sender.end(); });
    });
  });
});
