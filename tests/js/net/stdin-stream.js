// new net.Stream(fd): reads an inherited descriptor from resume() on.
var net = require('net');
var s = new net.Stream(0), got = '';
console.log(s.readyState, s.fd, s.type);
s.setEncoding('utf8');
s.on('data', function (d) { got += d; });
s.on('end', function () { console.log(JSON.stringify(got)); s.destroy(); });
s.on('close', function (e) { console.log('close', e); });
s.resume();
