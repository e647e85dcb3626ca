// Lengths and codings that a program gets wrong: its bytes are sent, and the connection ends behind them, so that no answer
// is taken for a piece of another. A length beside chunks is left out; trailers may not say how a message is framed.
var http = require('http'), support = require('./support/talk');
var ways = {
  short: function (res) { res.writeHead(200, { 'Content-Length': 10 }); res.end('abc'); },
  long: function (res) { res.writeHead(200, { 'Content-Length': 3 }); res.write('abc'); res.end('def'); },
  'no number': function (res) { res.writeHead(200, { 'Content-Length': NaN }); res.end(); },
  both: function (res) { res.writeHead(200, { 'X': 1, 'content-length': 3, 'Transfer-Encoding': 'chunked', 'Y': 2 }); res.end('abc'); },
  'set both': function (res) { res.setHeader('Content-Length', 3); res.setHeader('transfer-encoding', 'chunked'); res.end('abc'); },
  'own coding': function (res) { res.writeHead(200, { 'Transfer-Encoding': 'identity' }); res.end('abc'); },
  interim: function (res) { res.writeHead(102); res.end(); },
  trailers: function (res) {
    res.writeHead(200);
    ['Content-Length', 'Transfer-Encoding', 'host'].forEach(function (name) {
      var trailers = {};
      trailers[name] = '5';
      try { res.addTrailers(trailers); } catch (error) { console.log(error.message); }
    });
    res.end('abc');
  },
  right: function (res) { res.writeHead(200, { 'Content-Length': 6 }); res.write('abc'); res.end('def'); },
  'right to HEAD': function (res) { res.writeHead(200, { 'Content-Length': 600 }); res.end(); }
};
var names = Object.keys(ways), way;
var server = http.createServer(function (req, res) {
  if (req.url === '/next') res.end('NEXT');
  else ways[way](res);
});
server.listen(support.port, function next() {
  way = names.shift();
  if (!way) return client();
  var method = /HEAD/.test(way) ? 'HEAD' : 'GET';
  support.talk(method + ' / HTTP/1.1\r\n\r\n' + support.get('/next'), function (answer) {
    console.log(way + ': ' + answer.replace(/\r\n/g, '|'));
    next();
  });
});

// The same for requests: the next one has another connection.
function client() {
  var connections = 0, client = http.createClient(support.port);
  server.on('connection', function () { connections++; });
  way = 'right';
  function post(headers, body, next) {
    headers.Connection = 'keep-alive';
    var request = client.request('POST', '/', headers);
    request.on('response', function (response) { response.on('end', next); });
    request.end(body);
  }
  post({ 'Content-Length': 3 }, 'abc', function () {
    post({ 'Content-Length': 3, 'Transfer-Encoding': 'chunked' }, 'abc', function () {
      console.log('connections:', connections);
      client.request('POST', '/', { 'Content-Length': 3, 'Connection': 'keep-alive' }).end('abcdef');
      client.on('close', function () {
        client.removeAllListeners('close');
        post({}, '', function () {
          console.log('connections:', connections);
          client.end();
          server.close();
        });
      });
    });
  });
}
