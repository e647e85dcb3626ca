// The manual's example of http.Client, and of the server; with a server of our own in Google's place.
var server = require('http').createServer(function (request, response) {
  response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': 12 });
  response.end('Hello World\n');
});
server.listen(+process.env.PORT, manual);

function manual() {
  var http = require('http');
  var google = http.createClient(+process.env.PORT, 'localhost');
  var request = google.request('GET', '/',
    {'host': 'www.google.com'});
  request.end();
  request.on('response', function (response) {
    console.log('STATUS: ' + response.statusCode);
    console.log('HEADERS: ' + JSON.stringify(response.headers));
    response.setEncoding('utf8');
    response.on('data', function (chunk) {
      console.log('BODY: ' + chunk);
    });
    response.on('end', function () { bad(google); });
  });
}

// Bad - misses all or part of the body
function bad(client) {
  var request = client.request('/');
  request.on('response', function (response) {
    setTimeout(function () {
      response.on('data', function (chunk) {
        console.log('BODY: ' + chunk);
      });
      server.close();
    }, 10);
  });
  request.end();
}
