// A sink that closes first: the source is let go, the callback hears of it, nothing is thrown.
var net = require('net'), sys = require('sys'), fs = require('fs'), http = require('http');
var path = process.env.TMP + '/large', fd = fs.openSync(path, 'w');
fs.truncateSync(fd, 64 << 20);
fs.closeSync(fd);
var port = Number(process.env.PORT), port2 = Number(process.env.PORT2);

// The peer goes away in the middle.
var server = net.createServer(function (socket) {
  var file = fs.createReadStream(path);
  file.on('close', function () { console.log('the file is closed'); server.close(); closed(); });
  sys.pump(file, socket, function (error) { console.log('stopped', !error || error instanceof Error); });
});
server.listen(port, function () {
  var peer = net.createConnection(port);
  peer.once('data', function () { peer.destroy(); });
});

// It was closed before there was a pump.
function closed() {
  var sink = fs.createWriteStream(process.env.TMP + '/sink');
  sink.on('close', function () {
    var file = fs.createReadStream(path);
    file.on('close', function () { console.log('the other file is closed'); web(); });
    sys.pump(file, sink, function (error) { console.log(error.message); });
  });
  sink.end();
}

// A request whose body goes to a full disk is answered all the same.
function web() {
  var server = http.createServer(function (req, res) {
    sys.pump(req, fs.createWriteStream('/dev/full'), function (error) {
      res.writeHead(507, {});
      res.end(error.code);
    });
  });
  server.listen(port2, '127.0.0.1', function () {
    var request = http.createClient(port2, '127.0.0.1').request('POST', '/', {});
    request.on('response', function (response) {
      response.on('data', function (data) { console.log(response.statusCode, String(data)); });
      response.on('end', function () { server.close(); });
    });
    sys.pump(fs.createReadStream(path, { start: 0, end: 1 << 20 }), request);
  });
}
