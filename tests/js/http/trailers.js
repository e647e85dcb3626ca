// addTrailers: behind chunks, and dropped where there are none. The manual's example.
var support = require('./support/talk');
support.each(function (req, res) {
  var response = res, fileData = 'data';
  response.writeHead(200, { 'Content-Type': 'text/plain',
                            'Trailer': 'TraceInfo' });
  response.write(fileData);
  response.addTrailers({ 'Content-MD5': "7895bf4b8828b55ceaf47747b4bca667" });
  response.end();
}, [support.get('/'), 'GET / HTTP/1.0\r\n\r\n']);
