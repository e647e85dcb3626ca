// Every kind of source into every kind of sink: the same bytes, the sink's end, one call of the callback.
var fs = require('fs'), sys = require('sys'), http = require('http'), net = require('net');
var dir = process.env.TMP, port = Number(process.env.PORT), port2 = Number(process.env.PORT2), port3 = Number(process.env.PORT3);
var all = new Buffer(2500013);
for (var i = 0; i < all.length; i++) all[i] = (i * 31) >> 3;
fs.writeFileSync(dir + '/all', all);
function file() { return fs.createReadStream(dir + '/all'); }
function same(name) { return fs.readFileSync(dir + '/' + name).toString('binary') === all.toString('binary'); }

// Sends the file to who connects; what who connects sends goes to a file of its own.
var sender = net.createServer(function (socket) { sys.pump(file(), socket); });
var keeper = net.createServer(function (socket) {
  socket.on('end', function () { socket.end(); });
  sys.pump(socket, fs.createWriteStream(dir + '/kept'), function (error) { this.told(error); }.bind(keeper));
});
var web = http.createServer(function (req, res) {
  if (req.method === 'POST') {
    sys.pump(req, fs.createWriteStream(dir + '/posted'), function (error) {
      res.writeHead(200, {});
      res.end(String(error) + ' ' + same('posted'));
    });
    return;
  }
  res.writeHead(200, req.url === '/length' ? { 'Content-Length': all.length } : {});
  sys.pump(file(), res, function (error) { console.log('response', req.url, error); });
});

var steps = [
  function (next) {
    sys.pump(file(), fs.createWriteStream(dir + '/copy'), function (error) { next(error, same('copy')); });
  },
  function (next) {
    var socket = net.createConnection(port);
    socket.on('end', function () { socket.end(); });
    sys.pump(socket, fs.createWriteStream(dir + '/got'), function (error) { next(error, same('got')); });
  },
  function (next) {
    var socket = net.createConnection(port2);
    keeper.told = function (error) { next(error, same('kept')); };
    socket.on('connect', function () { sys.pump(file(), socket); });
  },
  function (next) {
    // Socket to socket.
    var from = net.createConnection(port), to = net.createConnection(port2);
    keeper.told = function (error) { next(error, same('kept')); };
    to.on('connect', function () { sys.pump(from, to); });
    from.on('end', function () { from.end(); });
  },
  function (next) { get('/length', next); },
  function (next) { get('/chunked', next); },
  function (next) { post({ 'Content-Length': all.length }, next); },
  function (next) { post({}, next); }
];
function get(path, next) {
  var request = http.createClient(port3, '127.0.0.1').request('GET', path, {});
  request.on('response', function (response) {
    sys.pump(response, fs.createWriteStream(dir + '/fetched'), function (error) { next(error, same('fetched')); });
  });
  request.end();
}
function post(headers, next) {
  var request = http.createClient(port3, '127.0.0.1').request('POST', '/', headers);
  request.on('response', function (response) {
    var text = '';
    response.on('data', function (data) { text += data; });
    response.on('end', function () { next(text); });
  });
  sys.pump(file(), request, function (error) { console.log('request', error); });
}
function run() {
  var step = steps.shift(), times = 0;
  if (!step) return [sender, keeper, web].forEach(function (server) { server.close(); });
  step(function (error, good) {
    console.log(error, good);
    if (times++ === 0) run(); else console.log('called twice');
  });
}
sender.listen(port, function () { keeper.listen(port2, function () { web.listen(port3, '127.0.0.1', run); }); });
