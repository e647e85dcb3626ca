// listenFD(): a listening socket that came over a UNIX socket serves on; the sender's own server may go.
var net = require('net');
var path = process.env.TMP + '/noderu-listenfd.sock';
var first = net.createServer(function (s) { s.end('first'); });
first.listen(0, '127.0.0.1', function () {
  var port = first.address().port;
  var receiver = net.createServer(function (s) {
    s.on('fd', function (fd) {
      var second = net.createServer(function (c) { c.end('second'); });
      second.listenFD(fd, 'tcp4');
      second.on('listening', function () {
        console.log(second.address().port === port, second.fd === fd, second.type);
        first.close();
        first.on('close', function () {
          var c = net.createConnection(port);
          c.on('data', function (d) { console.log('' + d); });
          c.on('end', function () { c.end(); second.close(); receiver.close(); s.end(); });
        });
      });
    });
  });
  receiver.listen(path, function () {
    var sender = net.createConnection(path);
    sender.on('connect', function () { sender.write('x', 'ascii', first.fd); sender.end(); });
  });
});
