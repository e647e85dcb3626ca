// http.createClient: the host is localhost by default, a stream is established when there is a request, requests are not
// pipelined, the method is GET by default, no Host header is added.
var http = require('http'), net = require('net'), port = +process.env.PORT, open = 0, arrived = [];
var server = net.createServer(function (socket) {
  open++;
  var got = '';
  socket.on('data', function (data) {
    got += data;
    if (!/\r\n\r\n$/.test(got)) return;
    arrived.push(got.replace(/\r\n/g, '|'));
    got = '';
    // Time in which a client that pipelines would have sent the next.
    setTimeout(function () {
      console.log('%d arrived: %s', arrived.length, arrived[arrived.length - 1]);
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    }, 30);
  });
  socket.on('end', function () { socket.end(); });
});
server.listen(port, function () {
  var client = http.createClient(port);
  console.log(client.readyState, client.host, client.port === port);
  setTimeout(function () {
    console.log('connections before a request:', open);
    var left = 3, keep = { 'Connection': 'keep-alive' };
    [['/default', keep], ['DELETE', '/second', keep], ['OPTIONS', '*', keep]].forEach(function (args) {
      var request = client.request.apply(client, args), responses = 0;
      request.on('response', function (response) {
        if (++responses > 1) console.log('a second response');
        response.on('end', function () {
          if (--left) return;
          console.log('connections:', open);
          client.end();
          server.close();
        });
      });
      request.end();
    });
  }, 20);
});
