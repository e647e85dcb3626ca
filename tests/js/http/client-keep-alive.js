// A connection that is kept is used again, and made again when the server closed it meanwhile; an idle one does not keep
// the program alive.
var http = require('http'), net = require('net');
var sockets = [];
var server = net.createServer(function (socket) {
  sockets.push(socket);
  socket.on('data', function () { socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n' + sockets.length); });
  socket.on('end', function () { socket.end(); });
});
server.listen(+process.env.PORT, function () {
  var client = http.createClient(+process.env.PORT);
  function ask(next) {
    var request = client.request('GET', '/', { 'Connection': 'keep-alive' });
    request.on('response', function (response) {
      response.on('data', function (chunk) { console.log('connection ' + chunk); });
      response.on('end', next);
    });
    request.end();
  }
  ask(function () {
    ask(function () {
      client.on('close', function () {
        console.log('the server closed');
        client.removeAllListeners('close');
        ask(function () {
          // The server closes in the moment in which the next request leaves.
          sockets[1].destroy();
          ask(function () {
            sockets[2].on('close', function () { console.log('done'); });
            client.end();
            server.close();
          });
        });
      });
      sockets[0].end();
    });
  });
});
