// A request that is refused is told by 'clientError', and the client gets a 4xx.
var http = require('http'), support = require('./support/talk');
var server = support.each(function () { console.log('no request'); }, [
  'GET / HTTP/1.1\r\nBad Name: x\r\n\r\n',
  'BREW / HTTP/1.1\r\n\r\n',
  'POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
]);
server.on('clientError', function (error) { console.log(error.message, error.statusCode); });
