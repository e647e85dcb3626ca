// http.ClientResponse: setEncoding, 'data' and 'end', the version of the server, the client.
var http = require('http'), net = require('net'), port = +process.env.PORT;
var bytes = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n\xe2\x82\r\n3\r\n\xacab\r\n0\r\n\r\n';
var server = net.createServer(function (socket) {
  socket.once('data', function () {
    // A character comes in two pieces.
    socket.write(bytes.slice(0, 51), 'binary');
    setTimeout(function () { socket.end(bytes.slice(51), 'binary'); }, 20);
  });
});
server.listen(port, function () {
  var client = http.createClient(port), encodings = [null, undefined, 'utf8', 'ascii', 'base64', 'binary', 'nope'];
  (function next() {
    if (encodings.length === 0) return server.close();
    var encoding = encodings.shift(), request = client.request('/'), log = [];
    request.on('response', function (response) {
      try { response.setEncoding(encoding); } catch (error) { log.push(error.message); }
      response.on('data', function (data) { log.push(Buffer.isBuffer(data) ? data.inspect() : JSON.stringify(data)); });
      response.on('end', function () {
        console.log(encoding, response.statusCode, response.httpVersion, response.client === client, log.join(' '));
        ['data', 'end'].forEach(function (event) {
          response.on(event, function () { console.log('an event after the end'); });
        });
        next();
      });
    });
    request.end();
  })();
});
