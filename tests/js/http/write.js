// write() frames in chunks on 1.1, plain on 1.0; encodings; Buffers; an empty piece is no end.
var support = require('./support/talk');
support.each(function (req, res) {
  res.writeHead(200);
  res.write('');
  console.log(res.write('one'));
  res.write('');
  res.write('\u00e9', 'binary');
  res.write('aGk=', 'base64');
  res.write(new Buffer('buffer'));
  res.end('end');
}, [support.get('/'), 'GET / HTTP/1.0\r\n\r\n']);
