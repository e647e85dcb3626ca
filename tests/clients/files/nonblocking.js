// Streams and whole files on descriptors in non-blocking mode wait: nothing is lost, and EAGAIN is told nobody. Single
// calls are POSIX's.
var fs = require('fs'), fifo = process.env.TMP + '/fifo0', fifo1 = process.env.TMP + '/fifo1', data = new Buffer(200003), got = 0, wrong = 0;
for (var i = 0; i < data.length; i++) data[i] = i * 3;
var input = fs.openSync(fifo, process.O_RDONLY | process.O_NONBLOCK), output = fs.openSync(fifo, process.O_WRONLY | process.O_NONBLOCK);
try { fs.readSync(input, 1, null, 'utf8'); } catch (e) { console.log(e.code, e.syscall); }
var reader = fs.createReadStream(null, { fd: input }), writer = fs.createWriteStream(null, { fd: output });
reader.on('data', function (chunk) { for (var i = 0; i < chunk.length; i++) if (chunk[i] !== (got++ * 3 & 255)) wrong++; });
reader.on('end', function () {
  console.log(got, wrong);
  var input = fs.openSync(fifo1, process.O_RDONLY | process.O_NONBLOCK), output = fs.openSync(fifo1, process.O_WRONLY | process.O_NONBLOCK);
  fs.readFile(input, 'utf8', function (err, text) { console.log(err, text.length, /^(whole)*$/.test(text)); });
  fs.writeFile(output, new Array(100001).join('whole'), function (err) { console.log(err); fs.closeSync(output); });
});
setTimeout(function () { writer.end(data); }, 1);
