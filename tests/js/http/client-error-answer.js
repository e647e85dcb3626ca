// 'clientError' comes when the refusal is on its way: a listener that answers or ends the socket changes nothing, and
// one that asks sees that the socket can't be written to.
var http = require('http'), support = require('./support/talk');
var ways = {
  end: function (socket) { socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'); },
  'write if writable': function (socket) { if (socket.writable) socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'); },
  destroySoon: function (socket) { socket.destroySoon(); },
  nothing: function () {}
};
var names = Object.keys(ways), way;
var server = http.createServer(function (req, res) { res.end('well'); });
server.on('clientError', function (error, socket) {
  console.log(way + ':', error.message, error.statusCode, socket.writable, socket.remoteAddress);
  ways[way](socket);
});
server.listen(support.port, function next() {
  way = names.shift();
  if (!way) return server.close();
  support.talk('GET / HTTP/1.1\r\nBad Name: x\r\n\r\n', function (answer) {
    console.log(answer.split('\r\n')[0], answer.split('\r\n\r\n').length);
    next();
  });
});
