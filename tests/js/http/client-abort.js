// abort() and destroy(): the connection closes, the answer has no 'end', and the next request goes on.
var http = require('http');
var slow, server = http.createServer(function (req, res) {
  if (req.url === '/slow') {
    res.write('begin');
    slow = res;
  } else {
    slow.end();
    res.end('second');
  }
});
server.listen(+process.env.PORT, function () {
  var client = http.createClient(+process.env.PORT);
  var first = client.request('/slow');
  first.on('abort', function () { console.log('abort'); });
  first.on('close', function () { console.log('close of the request'); });
  first.on('response', function (response) {
    response.on('end', function () { console.log('end?'); });
    response.on('aborted', function () { console.log('aborted'); });
    response.on('close', function () { console.log('close of the response'); });
    response.on('data', function (chunk) {
      console.log('data ' + chunk);
      first.abort();
      console.log('writable:', first.writable, 'again:', first.abort() === first);
    });
  });
  first.end();
  var waiting = client.request('/never');
  waiting.on('close', function () { console.log('close of the request that waited'); });
  waiting.on('response', function () { console.log('response?'); });
  waiting.abort();
  var second = client.request('/second');
  second.on('response', function (response) {
    response.on('data', function (chunk) { console.log('data ' + chunk); });
    response.on('end', function () { server.close(); });
  });
  second.end();
});
