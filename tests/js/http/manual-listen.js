// server.listen in its forms: a port, a host name, a path, an object; the callback and 'listening' come later, address()
// tells where. The request listener is one of the 'request' listeners.
var http = require('http'), net = require('net'), port = +process.env.PORT, path = process.env.TMP + '/socket';
function listener(req, res) { res.end(req.url); }
var again = http.createServer(listener);
console.log(again.listeners('request').length, again.listeners('request')[0] === listener, again instanceof net.Server);

var forms = [
  ['a port', [port], port],
  ['a port in a string', [String(port)], port],
  ['a host name', [port, 'localhost'], port],
  ['an object', [{ port: port, host: '127.0.0.1' }], port],
  ['any port', [0], null],
  ['a path', [path], path],
  ['an object with a path', [{ path: path }], path]
];
(function next() {
  var form = forms.shift();
  if (!form) return close();
  var log = [], server = http.createServer(listener);
  server.on('listening', function () { log.push('listening'); });
  server.listen.apply(server, form[1].concat(function () {
    log.push('callback');
    var address = server.address(), where = form[2] || address.port;
    log.push(typeof address === 'string' ? address === path : [address.address, form[2] ? address.port === port : address.port > 0].join());
    var client = http.createClient(where);
    client.request('/' + form[0].replace(/ /g, '-')).on('response', function (response) {
      response.on('data', function (data) { log.push(data); });
      response.on('end', function () {
        console.log(log.join(' '));
        server.on('close', next);
        server.close();
      });
    }).end();
  }));
  log.push('later:');
})();

// server.close() stops new connections; those that are there go on.
function close() {
  var server = http.createServer(listener), socket;
  server.on('close', function () { console.log('close'); });
  server.listen(port, function () {
    socket = net.createConnection(port);
    socket.write('GET /before HTTP/1.1\r\n\r\n');
    socket.once('data', function (data) {
      server.close();
      try { server.close(); } catch (error) { console.log(error.message); }
      socket.write('GET /after HTTP/1.1\r\nConnection: close\r\n\r\n');
      socket.on('data', function (data) { console.log(String(data).split('\r\n\r\n')[1]); });
      socket.on('end', function () { socket.end(); });
      net.createConnection(port).on('error', function (error) { console.log(error.code); });
    });
  });
}
