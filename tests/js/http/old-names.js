// The names of before 0.2 and the inner ones that libraries of 2010 reached for.
var http = require('http'), support = require('./support/talk');
support.each(function (req, res) {
  if (req.url === '/inner') {
    console.log(res._header, res._headerSent, res._hasBody, res._last, res.output, res.shouldKeepAlive, res.chunkedEncoding,
      res.useChunkedEncodingByDefault, res.finished);
    res._storeHeader('HTTP/1.1 201 Made By Hand\r\n', { 'X-A': 'b', 'Content-Length': 4 });
    console.log(JSON.stringify(res._header), res._headerSent);
    try { res._storeHeader('nonsense', {}); } catch (error) { console.log(error.message); }
    res._send('by ');
    console.log(res._headerSent);
    res._send('!', 'binary');
    return res.end();
  }
  req.setBodyEncoding('utf8');
  req.on('data', function (data) { console.log(typeof data, data); });
  ['sendBody', 'finish'].forEach(function (name) {
    try { res[name]('x'); } catch (error) { console.log(error.message); }
  });
  if (req.url === '/send') res.sendHeader(202, {});
  else res.writeHeader(203, {});
  res.close();
}, ['POST /send HTTP/1.1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi', support.get('/write'), support.get('/inner')]);
