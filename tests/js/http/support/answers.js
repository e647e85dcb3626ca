// Answers of servers that say too much, too little, or something else: name, bytes, whether the server closes then.
module.exports = [
  ['until the end', 'HTTP/1.0 200 OK\r\n\r\nto the end', true],
  ['nothing until the end', 'HTTP/1.1 200 OK\r\n\r\n', true],
  ['closes early', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\npart', true],
  ['closes within chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n', true],
  ['closes within the head', 'HTTP/1.1 200 OK\r\nContent-Le', true],
  ['says nothing', '', true],
  ['another protocol', 'SSH-2.0\r\n', false],
  ['HTTP/2', 'HTTP/2 200 OK\r\n\r\n', false],
  ['no number', 'HTTP/1.1 OK\r\n\r\n', false],
  ['too much', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello', false],
  ['too much behind chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\nmore', false],
  ['answers twice', 'HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx', false],
  ['interim', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\nX: 1\r\nx: 2\r\n\r\nx', false],
  ['only interim', 'HTTP/1.1 100 Continue\r\n\r\n', true],
  ['cookies', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n', false],
  ['__proto__', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n__proto__: a\r\n__proto__: b\r\n\r\n', false],
  ['trailers', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\n\r\n', false],
  ['bad chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\nzz\r\n\r\n', false],
  ['a chunk of 2^64', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\n', false],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx', false],
  ['length and chunked', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n', false],
  ['a negative length', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n', false],
  ['a folded header', 'HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n', false],
  ['NUL in a header', 'HTTP/1.1 200 OK\r\nA: \0\r\n\r\n', false],
  ['204 with a length', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n', false],
  ['304', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', false],
  ['another protocol that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nraw', false]
];

// Asks a server on `port` and tells what happened, in one line; pieces of the body put together.
module.exports.ask = function (port, done) {
  var log = [], client = require('http').createClient(port);
  client.on('error', function (error) { log.push('error: ' + error.message); });
  client.on('close', function () { done(log.join(' | ')); });
  var request = client.request('GET', '/');
  request.on('response', function (response) {
    var body = -1;
    log.push(response.statusCode + ' ' + JSON.stringify(response.headers));
    response.on('data', function (chunk) {
      if (body < 0) body = log.push('data ') - 1;
      log[body] += chunk;
    });
    response.on('end', function () { log.push('end ' + JSON.stringify(response.trailers)); });
    ['aborted', 'close'].forEach(function (event) {
      response.on(event, function () { log.push(event); });
    });
  });
  request.end();
};
