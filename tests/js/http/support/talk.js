// A raw client: sends `text` to the server at PORT, gives everything that came back once the server has closed.
var net = require('net');

exports.port = parseInt(process.env.PORT, 10);

exports.talk = function (text, callback) {
  var answer = '';
  var socket = net.createConnection(exports.port);
  socket.setEncoding('binary');
  socket.on('connect', function () { socket.write(text, 'binary'); });
  socket.on('data', function (chunk) { answer += chunk; });
  socket.on('end', function () { socket.end(); });
  socket.on('error', function (error) { answer += '<' + error.code + '>'; });
  socket.on('close', function () { callback(answer); });
  return socket;
};

// Serves with `handler`, sends each text in turn, prints what came back with line ends made visible, and stops.
exports.each = function (handler, texts) {
  var server = require('http').createServer(handler);
  server.listen(exports.port, '127.0.0.1', function next() {
    if (texts.length === 0) return server.close();
    exports.talk(texts.shift(), function (answer) {
      console.log(answer.replace(/\r\n/g, '\\r\\n\n') + '--');
      next();
    });
  });
  return server;
};

// A GET of `path` on a connection that closes, with more header lines where given.
exports.get = function (path, more) {
  return 'GET ' + path + ' HTTP/1.1\r\n' + (more || '') + 'Connection: close\r\n\r\n';
};
