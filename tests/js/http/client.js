// http.createClient: requests one after the other, each on a connection of its own unless keep-alive is asked for.
var http = require('http');
var connections = 0;
var server = http.createServer(function (req, res) {
  var body = '';
  req.setEncoding('utf8');
  req.on('data', function (chunk) { body += chunk; });
  req.on('end', function () {
    res.writeHead(200, { 'Content-Type': 'text/plain', 'X-Method': req.method });
    res.end(req.url + ' ' + JSON.stringify(req.headers) + ' [' + body + ']');
  });
});
server.on('connection', function () { connections++; });
server.listen(+process.env.PORT, function () {
  var client = http.createClient(+process.env.PORT, 'localhost');
  var log = [];
  ['connect', 'drain', 'end', 'close'].forEach(function (event) {
    client.on(event, function (hadError) { log.push(event === 'close' ? 'close ' + hadError : event); });
  });
  function ask(args, write, done) {
    var request = client.request.apply(client, args);
    request.on('response', function (response) {
      log.push('response');
      var body = '';
      response.setEncoding('utf8');
      response.on('data', function (chunk) { body += chunk; });
      response.on('end', function () {
        log.push('end(res)');
        console.log(response.statusCode, response.httpVersion, response.headers['x-method'], body);
        console.log(response.client === client, response.connection === client, response.readable);
        if (done) done();
      });
    });
    write(request);
  }
  function end(request) { request.end(); }
  ask(['GET', '/first', { 'host': 'example', 'X-Case': 'Kept' }], end);
  ask(['/second'], end);
  ask(['/third', { a: '1' }], end);
  ask(['POST', '/fourth', { 'Connection': 'keep-alive' }], function (request) {
    request.write('hello ');
    request.end('world');
  });
  ask(['POST', '/fifth', { 'Connection': 'keep-alive', 'Content-Length': '5' }], function (request) {
    request.end('exact');
  });
  ask(['PUT', '/sixth', [['X-A', '1'], ['X-A', '2']]], end, function () {
    client.on('close', function () {
      console.log(log.join(' '));
      console.log(connections, 'connections');
      server.close();
    });
  });
});
