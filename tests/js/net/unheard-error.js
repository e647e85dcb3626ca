// An 'error' that nobody listens to is an uncaught exception; 'close' comes all the same.
var net = require('net');
process.on('uncaughtException', function (e) { console.log('uncaught ' + e.message); });
net.createConnection('/nonexistent/socket').on('close', function (e) { console.log('close', e); });
