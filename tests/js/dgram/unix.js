// UNIX datagrams: paths as addresses, a sender without one, the file goes at close.
var dgram = require('dgram'), fs = require('fs');
var path = process.env.TMP + '/server', clientPath = process.env.TMP + '/client';
var server = dgram.createSocket('unix_dgram'), client = dgram.createSocket('unix_dgram');
console.log(JSON.stringify(server.address()));
server.on('message', function (msg, rinfo) {
  console.log('server got ' + msg + ' from ' + (rinfo.address.split('/').pop() || 'nobody'), Object.keys(rinfo).join(), rinfo.size);
  if (rinfo.address) server.send(msg, 0, msg.length, rinfo.address);
});
client.on('message', function (msg, rinfo) {
  console.log('client got ' + msg, rinfo.address === path);
  client.close();
  server.close();
});
server.on('close', function () { console.log('server close', fs.readdirSync(process.env.TMP).length); });
server.on('listening', function () {
  console.log(server.address().address === path);
  var nobody = dgram.createSocket('unix_dgram');
  nobody.send(new Buffer('first'), 0, 5, path, function (err, bytes) {
    console.log('sent', err, bytes);
    nobody.close();
    client.bind(clientPath);
  });
});
client.on('listening', function () { client.send(new Buffer('second'), 0, 6, path); });
server.bind(path);
