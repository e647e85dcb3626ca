// listen twice, close twice, and one 'close' per close().
var net = require('net');
var server = net.createServer();
function attempt(name) { try { server[name](); } catch (e) { console.log(name + ': ' + e.message); } }
attempt('close');
server.on('listening', function () { console.log('listening'); });
server.on('close', function () { console.log('close'); });
console.log(server.address(), server.fd, server.connections);
server.listen();
attempt('listen');
setTimeout(function () {
  console.log(typeof server.fd, server.type, server.address().port > 0, server.address().address);
  server.close();
  attempt('close');
  server.listen();
  attempt('listen');
  setTimeout(function () { server.close(); }, 20);
}, 20);
