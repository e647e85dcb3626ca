// Bodies arrive in pieces: Buffers by default, strings after setEncoding, 'end' once, trailers behind chunks.
var support = require('./support/talk');
support.each(function (req, res) {
  var kinds = [], text = '', ends = 0;
  if (req.url !== '/buffer') req.setEncoding('utf8');
  req.on('data', function (chunk) {
    kinds.push(Buffer.isBuffer(chunk) ? 'buffer' : typeof chunk);
    text += chunk;
  });
  req.on('end', function () {
    console.log(req.method, req.url, kinds.join(), text, ++ends, JSON.stringify(req.trailers));
    res.writeHead(200, {'Content-Length': 0});
    res.end();
  });
}, [
  'POST /buffer HTTP/1.1\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello',
  'POST /text HTTP/1.1\r\nContent-Length: 2\r\nConnection: close\r\n\r\n\xc3\xa9',
  'PUT /chunks HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n' +
    '3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 7\r\n\r\n',
  'GET /none HTTP/1.1\r\nConnection: close\r\n\r\n'
]);
