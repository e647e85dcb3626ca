// Header names that were made to collide in the engine's property tables (on 64-bit machines) are refused before the program
// sees them, by servers and by clients; as many of other kinds are not.
var http = require('http'), net = require('net'), fs = require('fs'), support = require('./support/talk');
var names = fs.readFileSync(__dirname + '/support/colliding.txt', 'utf8').trim().split(/\s+/);
var program = fs.openSync('/proc/self/exe', 'r', 0), elf = new Buffer(5);
fs.readSync(program, elf, 0, 5, 0);
var wide = elf[4] === 2;
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
var refused = '431 Parse Error: the header names are made to collide, HTTP/1.1 431 Request Header Fields Too Large';
server.listen(support.port, function () {
  ask(usual, '/', function (told) {
    console.log('usual:', told);
    ask(same, '/', function (told) {
      console.log('the same:', told);
      ask(names.slice(0, 100), '/', function (told) {
        console.log('a hundred that collide:', told);
        ask(names, '/', function (told) {
          console.log('many that collide:', told === refused || !wide);
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
    request.on('response', function () { console.log('the client:', !wide); });
    request.on('error', function (error) { console.log('the client:', error.message.indexOf('made to collide') > 0); });
    request.on('close', function () { server.close(); });
    request.end();
  });
}
