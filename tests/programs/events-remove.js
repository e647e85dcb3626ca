var net = require('net'), server = net.createServer();
var callback = function(stream) {
  console.log('someone connected!');
};
server.on('stream', callback);
server.emit('stream');
server.removeListener('stream', callback);
server.emit('stream');
