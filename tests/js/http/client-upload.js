// request.write answers false when the kernel or the request's turn makes it wait, and 'drain' follows.
var http = require('http');
var piece = new Buffer(1 << 20), COUNT = 32;
var server = http.createServer(function (req, res) {
  var got = 0;
  req.on('data', function (chunk) { got += chunk.length; });
  req.on('end', function () { res.end(String(got)); });
});
server.listen(+process.env.PORT, function () {
  var client = http.createClient(+process.env.PORT), drains = 0, sent = 0;
  var request = client.request('POST', '/');
  function go() {
    while (sent < COUNT) {
      sent++;
      if (request.write(piece) === false) return;
    }
    request.end();
  }
  request.on('drain', function () { drains++; go(); });
  request.on('response', function (response) {
    response.on('data', function (chunk) { console.log(+chunk === COUNT << 20, drains > 0); });
    response.on('end', function () { server.close(); });
  });
  go();
});
