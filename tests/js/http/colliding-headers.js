// Header names that were made to collide in hash tables without a key (FxHash on 64-bit machines) are names like others, for
// servers and for clients.
var http = require('http'), net = require('net'), fs = require('fs'), support = require('./support/talk');
var names = fs.readFileSync(__dirname + '/support/colliding.txt', 'utf8').trim().split(/\s+/);
function lines(list) { return list.map(function (name) { return name + ': v\r\n'; }).join(''); }
var usual = names.map(function (name, i) { return 'X-Header-' + i; });
var same = names.map(function () { return 'Same'; });

var log = [], server = http.createServer(function (req, res) {
  log.push(Object.keys(req.headers).length + ' names');
  res.end('served');
});
server.on('clientError', function (error) { log.push(error.statusCode + ' ' + error.message); });
function ask(list, path, next) {
  support.talk('POST / HTTP/1.1\r\nContent-Length: 2\r\n' + lines(list) + 'Connection: close\r\n\r\nhi', function (answer) {
    log.push(answer.split('\r\n')[0]);
    next(log.splice(0).join(', '));
  });
}
server.listen(support.port, function () {
  ask(usual, '/', function (told) {
    console.log('usual:', told);
    ask(same, '/', function (told) {
      console.log('the same:', told);
      ask(names.slice(0, 100), '/', function (told) {
        console.log('a hundred that collide:', told);
        ask(names, '/', function (told) {
          console.log('many that collide:', told);
          server.close();
          client();
        });
      });
    });
  });
});

function client() {
  var server = net.createServer(function (socket) {
    socket.once('data', function () { socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n' + lines(names) + '\r\n'); });
    socket.on('error', function () {});
    socket.on('end', function () { socket.end(); });
  });
  server.listen(+process.env.PORT2, function () {
    var request = http.createClient(+process.env.PORT2).request('/');
    request.on('response', function (response) { console.log('the client:', Object.keys(response.headers).length); });
    request.on('error', function (error) { console.log('the client:', error.message); });
    request.on('close', function () { server.close(); });
    request.end();
  });
}
