// request.setTimeout and options.timeout: 'timeout' on the request, which goes on or is aborted.
var http = require('http');
var server = http.createServer(function (req) { asked.push(req); });
var asked = [];
server.listen(+process.env.PORT, function () {
  var request = http.request({ port: +process.env.PORT, timeout: 30 });
  request.on('timeout', function () {
    console.log('timeout');
    request.abort();
  });
  request.on('error', function (error) { console.log('error', error.message); });
  request.on('close', function () {
    var client = http.createClient(+process.env.PORT);
    var second = client.request('/');
    second.setTimeout(30, function () {
      console.log('second timeout');
      client.destroy();
    });
    client.on('close', function () { 
      console.log('close');
      server.close();
      asked.forEach(function (req) { req.connection.destroy(); });
    });
    second.end();
  });
  request.end();
});
