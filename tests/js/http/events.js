// 'connection' and 'request' on the server, in that order; the stream is the same object each time.
var http = require('http'), net = require('net'), support = require('./support/talk');
var stream, server = support.each(function (req, res) {
  console.log('request', req.connection === stream, server.connections);
  res.end();
}, [support.get('/')]);
server.on('connection', function (socket) {
  stream = socket;
  console.log('connection', socket instanceof net.Stream, socket.readyState);
  socket.on('close', function () { console.log('close'); });
});
console.log(server instanceof http.Server, server instanceof net.Server);
server.on('close', function () { console.log('server close'); });
