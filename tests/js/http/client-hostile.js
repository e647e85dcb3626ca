// Servers that say too much, too little, or something else: an error told once, and the client goes on.
var http = require('http'), net = require('net');
var cases = [
  ['until the end', 'HTTP/1.0 200 OK\r\n\r\nto the end', true],
  ['closes early', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\npart', true],
  ['says nothing', '', true],
  ['another protocol', 'SSH-2.0\r\n', false],
  ['too much', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello', false],
  ['answers twice', 'HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx', false],
  ['interim', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\nX: 1\r\nx: 2\r\n\r\nx', false],
  ['cookies', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n', false],
  ['trailers', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\n\r\n', false],
  ['bad chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\nzz\r\n\r\n', false],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx', false],
  ['204 with a length', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n', false],
  ['304', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', false]
];
var answer;
var server = net.createServer(function (socket) {
  socket.on('error', function () {});
  socket.on('data', function () {
    if (answer[1]) socket.write(answer[1], 'binary');
    if (answer[2]) socket.end();
  });
  socket.on('end', function () { socket.end(); });
});
server.listen(+process.env.PORT, next);

function next() {
  answer = cases.shift();
  if (!answer) return server.close();
  var log = [], client = http.createClient(+process.env.PORT);
  client.on('error', function (error) { log.push('error: ' + error.message); });
  client.on('close', function () {
    console.log(answer[0] + ' | ' + log.join(' | '));
    next();
  });
  var request = client.request('GET', '/');
  request.on('response', function (response) {
    log.push(response.statusCode + ' ' + JSON.stringify(response.headers));
    response.on('data', function (chunk) { log.push('data ' + chunk); });
    response.on('end', function () { log.push('end ' + JSON.stringify(response.trailers)); });
    ['aborted', 'close'].forEach(function (event) {
      response.on(event, function () { log.push(event); });
    });
  });
  request.end();
}
