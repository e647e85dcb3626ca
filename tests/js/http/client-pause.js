// response.pause() stops the reading, so that the server's write answers false; resume() goes on.
var http = require('http');
var piece = new Buffer(1 << 20), sent = 0, COUNT = 64;
var server = http.createServer(function (req, res) {
  function go() {
    while (sent < COUNT) {
      sent++;
      if (res.write(piece) === false) return res.once('drain', go);
    }
    res.end();
  }
  go();
});
server.listen(+process.env.PORT, function () {
  var got = 0, request = http.createClient(+process.env.PORT).request('/');
  request.on('response', function (response) {
    response.pause();
    setTimeout(function () {
      console.log('while paused:', got, sent < COUNT);
      response.resume();
    }, 100);
    response.on('data', function (chunk) { got += chunk.length; });
    response.on('end', function () {
      console.log(got === COUNT << 20);
      server.close();
    });
  });
  request.end();
});
