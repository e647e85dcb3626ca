// ReadStream: open, data in pieces of bufferSize, end, close; properties.
var fs = require('fs'), f = process.env.TMP + '/f', all = new Buffer(10000), events = [], sizes = [];
for (var i = 0; i < all.length; i++) all[i] = i * 7;
fs.writeFileSync(f, all);
var stream = fs.createReadStream(f), got = [];
console.log(stream instanceof fs.ReadStream, stream instanceof require('events').EventEmitter, fs.FileReadStream === fs.ReadStream);
console.log(stream.readable, stream.paused, stream.fd, stream.flags, stream.mode === 0666, stream.bufferSize, stream.path === f);
stream.on('open', function (fd) { events.push('open'); console.log(typeof fd, fd === stream.fd); });
stream.on('data', function (data) { sizes.push(data.length); got.push(data.toString('binary')); });
stream.on('end', function () { events.push('end'); console.log(stream.readable); });
stream.on('close', function () {
  events.push('close');
  console.log(events.join(' '), sizes.join(' '), got.join('') === all.toString('binary'), stream.fd, arguments.length);
});
