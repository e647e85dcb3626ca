// 'upgrade': the client is the socket from then on. Without a listener the connection is closed. The next request makes
// a new connection.
var http = require('http');
var server = http.createServer(function (req, res) { res.end('plain'); });
server.on('upgrade', function (req, socket, head) {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nfirst ');
  if (head.length) socket.write(head);
  socket.on('data', function (chunk) { socket.write(chunk); });
  socket.on('end', function () { socket.end(); });
});
var headers = { 'Connection': 'Upgrade', 'Upgrade': 'echo' };
server.listen(+process.env.PORT, function () {
  var client = http.createClient(+process.env.PORT), got = '';
  client.on('upgrade', function (response, socket, head) {
    console.log(response.statusCode, response.headers.upgrade, response.upgrade, Buffer.isBuffer(head), socket === client);
    got += head;
    socket.setEncoding('utf8');
    socket.on('data', function (chunk) {
      got += chunk;
      if (got === 'first 12345678 more') socket.end();
    });
    socket.write(' more');
  });
  client.on('close', function () {
    console.log(JSON.stringify(got));
    client.removeAllListeners('close');
    client.request('/').on('response', function (response) {
      response.on('data', function (chunk) { console.log('again: ' + chunk); });
      response.on('end', nobody);
    }).end();
  });
  client.request('GET', '/', headers).end('12345678');
});
function nobody() {
  var client = http.createClient(+process.env.PORT);
  client.on('close', function (hadError) {
    console.log('nobody listens:', hadError);
    today();
  });
  client.request('GET', '/', headers).end();
}
function today() {
  var request = http.request({ port: +process.env.PORT, headers: headers });
  request.on('upgrade', function (response, socket, head) {
    console.log('today', response.statusCode, String(head));
    socket.on('close', function () { server.close(); });
    socket.end();
  });
  request.end();
}
