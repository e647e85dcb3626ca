// A file through an HTTP response and a socket back into files.
var fs = require('fs'), sys = require('sys'), http = require('http'), net = require('net'), dir = process.env.TMP;
var port = parseInt(process.env.PORT, 10), port2 = parseInt(process.env.PORT2, 10), all = new Buffer(700001);
for (var i = 0; i < all.length; i++) all[i] = (i * 31) >> 2;
fs.writeFileSync(dir + '/a', all);
function same(path) { return fs.readFileSync(path).toString('binary') === all.toString('binary'); }
var server = net.createServer(function (stream) { sys.pump(fs.createReadStream(dir + '/a'), stream); });
server.listen(port, function () {
  var peer = net.createConnection(port);
  peer.on('end', function () { peer.end(); });
  sys.pump(peer, fs.createWriteStream(dir + '/b'), function (err) {
    console.log(err, same(dir + '/b'));
    server.close();
    var web = http.createServer(function (req, res) {
      res.writeHead(200, { 'Content-Length': all.length });
      sys.pump(fs.createReadStream(dir + '/a'), res);
    });
    web.listen(port2, function () {
      var client = net.createConnection(port2), file = fs.createWriteStream(dir + '/c');
      client.on('end', function () { client.end(); });
      client.on('connect', function () { client.write('GET / HTTP/1.0\r\n\r\n'); });
      sys.pump(client, file, function () {
        var text = fs.readFileSync(dir + '/c', 'binary');
        console.log(text.slice(text.indexOf('\r\n\r\n') + 4) === all.toString('binary'));
        web.close();
      });
    });
  });
});
