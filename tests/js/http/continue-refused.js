// A body that is refused after a 100 is answered all the same.
var support = require('./support/talk');
var server = support.each(function (req, res) {
  req.on('data', function (data) { console.log('data ' + data); });
  req.on('end', function () { res.end('not this'); });
}, ['POST / HTTP/1.1\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\nzz\r\n']);
server.on('clientError', function (error) { console.log(error.message); });
