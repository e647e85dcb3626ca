// Today's http.request, http.get, Agent, METHODS.
var http = require('http');
var port = +process.env.PORT, open = 0, most = 0, made = 0;
var server = http.createServer(function (req, res) {
  var body = '';
  req.on('data', function (chunk) { body += chunk; });
  req.on('end', function () {
    res.end([req.method, req.url, JSON.stringify(req.headers).replace(/:\d+"/, ':PORT"'), body].join(' '));
  });
});
server.on('connection', function (socket) {
  made++;
  most = Math.max(most, ++open);
  socket.on('close', function () { open--; });
});
function collect(response, done) {
  var body = '';
  response.setEncoding('utf8');
  response.on('data', function (chunk) { body += chunk; });
  response.on('end', function () { done(body); });
}
function show(next) {
  return function (response) {
    collect(response, function (body) { console.log(response.statusCode, response.statusMessage, body); next(); });
  };
}
server.listen({ port: port, host: '127.0.0.1' }, function () {
  http.get('http://127.0.0.1:' + port + '/url?q=1', show(function () {
    http.get({ host: '127.0.0.1', port: port, path: '/options', headers: { 'X-A': 'b' }, auth: 'me:secret' }, show(function () {
      var post = http.request({ hostname: '127.0.0.1', port: port, method: 'post', path: '/p' }, show(function () {
        http.request({ host: '127.0.0.1', port: port, method: 'PUT', agent: false }, show(pooled)).end();
      }));
      post.setHeader('Content-Type', 'text/plain');
      console.log(post.getHeader('content-type'), post.method, post.path);
      post.end('a body');
    }));
  }));
});
function pooled() {
  made = most = 0;
  var agent = new http.Agent({ keepAlive: true, maxSockets: 2 }), left = 6;
  for (var i = 0; i < 6; i++) {
    http.get({ port: port, host: '127.0.0.1', agent: agent, path: '/' + i }, function (response) {
      collect(response, function () {
        if (--left === 0) {
          console.log('six requests,', made, 'connections, at most', most, 'at a time');
          agent.destroy();
          expect();
        }
      });
    });
  }
}
function expect() {
  var request = http.request({ port: port, host: '127.0.0.1', method: 'POST', headers: { 'Expect': '100-continue', 'Content-Length': 2 } });
  request.on('continue', function () { console.log('continue'); request.end('ok'); });
  request.on('response', show(function () { server.close(); }));
  request.flushHeaders();
}
console.log(http.METHODS.slice(0, 5), http.globalAgent instanceof http.Agent);
