// The bytes of a request: the program's headers as they are, Connection, Transfer-Encoding, and nothing else.
var http = require('http'), net = require('net');
var server = net.createServer(function (socket) {
  var bytes = '';
  socket.setEncoding('binary');
  socket.on('data', function (chunk) {
    bytes += chunk;
    if (!/\r\n\r\n$|end$/.test(bytes) || /chunked\r\n\r\n$/.test(bytes)) return;
    console.log(JSON.stringify(bytes));
    socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
  });
});
server.listen(+process.env.PORT, function () {
  var client = http.createClient(+process.env.PORT);
  client.request('/').end();
  client.request('get', '/lower').end();
  client.request('GET', '/h', { 'User-Agent': 'me', 'x-lower': 1, 'Host': 'h' }).end();
  client.request('POST', '/empty').end();
  client.request('POST', '/chunks', { 'Connection': 'close' }).end('chunked');
  client.request('POST', '/length', { 'Content-length': 3 }).end('end');
  client.request('GET', '/keep', { 'Connection': 'keep-alive' }).end();
  client.request('GET', '/socket', { 'Connection': 'Upgrade', 'Upgrade': 'WebSocket' }).end('raw end');
  client.request('GET', '/body').end('a body all the same');
  var last = client.request('PUT', '/trailers', { 'Trailer': 'X-T' });
  last.write('abc');
  last.addTrailers({ 'X-T': 'yes' });
  last.end();
  client.request('HEAD', '/caf\u00e9').end();
  client.on('close', function () {
    if (++closed === 11) server.close();
  });
});
var closed = 0;
