// WriteStream: open, write answers false, drain when all is written, end, close.
var fs = require('fs'), f = process.env.TMP + '/f', events = [], stream = fs.createWriteStream(f);
console.log(stream instanceof fs.WriteStream, fs.FileWriteStream === fs.WriteStream, stream.writable, stream.fd, stream.flags);
['open', 'drain', 'close', 'error'].forEach(function (event) { stream.on(event, function () { events.push(event); }); });
stream.on('open', function (fd) { console.log(fd === stream.fd); });
console.log(stream.write('Hello '), stream.write(new Buffer('W\u00f6rld')), stream.write('IQ==', 'base64'));
var once = false;
stream.on('drain', function () {
  if (once) {
    stream.end('\u00e9\n', 'binary');
    try { stream.write('late'); } catch (e) { console.log(e.message); }
    return;
  }
  once = true;
  console.log(fs.readFileSync(f, 'utf8'), stream.flush(), stream.busy);
  stream.write('');
});
stream.on('close', function () {
  console.log(events.join(' '), stream.writable, stream.fd, fs.readFileSync(f, 'binary') === 'Hello W\u00c3\u00b6rld!\u00e9\n');
});
