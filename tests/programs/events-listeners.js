var net = require('net'), sys = require('sys'), server = net.createServer();
server.on('stream', function (stream) {
  console.log('someone connected!');
});

console.log(sys.inspect(server.listeners('stream')));
// [ [Function] ]
