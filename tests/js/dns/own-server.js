// A name server of the program's own, over dgram: what it answers, dns and net find.
var dgram = require('dgram'), dns = require('dns'), net = require('net');
var names = dgram.createSocket('udp4'), asked = [];
names.on('message', function (query, rinfo) {
  var name = [], at = 12;
  while (query[at]) {
    name.push(query.toString('ascii', at + 1, at + 1 + query[at]));
    at += query[at] + 1;
  }
  asked.push(name.join('.') + ' ' + query[at + 2]);
  var known = name[0] === 'here' && query[at + 2] === 1;
  var record = known ? [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1] : [];
  var answer = new Buffer(at + 5 + record.length);
  query.copy(answer, 0, 0, at + 5);
  answer[2] = 0x81;
  answer[3] = name[0] === 'gone' ? 0x83 : 0x80;
  answer[7] = known ? 1 : 0;
  answer[11] = 0;
  for (var i = 0; i < record.length; i++) answer[at + 5 + i] = record[i];
  names.send(answer, 0, answer.length, rinfo.port, rinfo.address);
});
names.on('listening', function () {
  dns.setServers(['127.0.0.1:' + names.address().port]);
  dns.lookup('here.test', function (err, address, family) {
    console.log(err, address, family);
    var server = net.createServer(function (stream) { stream.end(); server.close(); });
    server.listen(0, 'here.test', function () {
      var stream = net.createConnection(server.address().port, 'here.test');
      stream.on('connect', function () { console.log('connected to ' + stream.remoteAddress); });
      stream.on('end', function () { stream.end(); });
      stream.on('close', function () {
        var gone = net.createConnection(1, 'gone.test');
        gone.on('error', function (err) { console.log(err.code, err.errno === dns.NXDOMAIN, err.hostname); });
        gone.on('close', function () {
          var socket = dgram.createSocket('udp4', function (msg) { console.log('' + msg); socket.close(); names.close(); });
          socket.bind(0, 'here.test', function () {
            socket.send(new Buffer('by name'), 0, 7, socket.address().port, 'here.test');
          });
        });
      });
    });
  });
});
names.on('close', function () { console.log(asked.join('\n')); });
names.bind(0, '127.0.0.1');
