// close() and destroy() while the name is still looked up: nothing happens later but 'close', once.
var net = require('net');
var server = net.createServer();
server.on('listening', function () { console.log('listening?'); });
server.on('close', function () { console.log('server close'); });
server.listen(0, 'localhost');
server.close();
var c = net.createConnection(1, 'localhost');
c.on('connect', function () { console.log('connect?'); });
c.on('error', function () { console.log('error?'); });
c.on('close', function (e) { console.log('close', e); });
c.destroy();
c.destroy();
