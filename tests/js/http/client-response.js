// Every name of http.ClientResponse and http.ClientRequest.
var http = require('http');
var server = http.createServer(function (req, res) {
  res.writeHead(201, 'Made', { 'X-A': 'b', 'Trailer': 'X-T', '__proto__x': 'c' });
  res.write('\u20ac');
  res.addTrailers({ 'X-T': 'late' });
  res.end();
});
server.listen(+process.env.PORT, function () {
  var client = http.createClient(+process.env.PORT);
  var request = client.request('GET', '/path', { a: 'b' });
  console.log(request instanceof http.ClientRequest, client instanceof http.Client, client instanceof require('net').Stream);
  console.log(request.method, request.path, request.client === client, request.getHeader('A'), request.writable);
  request.removeHeader('a');
  request.end();
  console.log(JSON.stringify(request._header), request.finished, request.end());
  try { request.write('x'); } catch (error) { console.log(error.message); }
  try { request.setHeader('a', 'b'); } catch (error) { console.log(error.message); }
  request.on('response', function (response) {
    console.log(response instanceof http.IncomingMessage, response.statusCode, response.statusMessage);
    console.log(response.httpVersion, response.httpVersionMajor, response.httpVersionMinor);
    console.log(response.headers['x-a'], response.headers.__proto__ === Object.prototype, response.rawHeaders.length);
    console.log(response.client === client, response.socket === client, response.url === '', response.method);
    response.setEncoding('base64');
    response.on('data', function (chunk) { console.log(chunk); });
    response.on('end', function () {
      console.log(response.trailers, response.complete);
      server.close();
    });
  });
});
