// What write() takes beside strings and Buffers, and what its callback hears: that of fs.write.
var fs = require('fs'), file = process.env.TMP + '/out', drains = 0;
var stream = fs.createWriteStream(file);
for (var i = 0; i < 11; i++) console.log(stream.write(i));
stream.on('drain', function () {
  drains++;
  if (drains === 1) {
    console.log(fs.readFileSync(file, 'utf8'));
    stream.write(true, function () { console.log('true', arguments.length, arguments[0], arguments[1]); });
    stream.write('\u20ac', function (err, written) { console.log('euro', err, written); });
    stream.write('\u00e9', 'binary', function (err, written) { console.log('byte', err, written); });
    stream.write(new Buffer(5), function (err, written) { console.log('buffer', err, written); });
    stream.write('', function (err, written) { console.log('nothing', err, written); });
  } else {
    console.log('drain', drains);
    stream.end(-1.5, function () { console.log('ended', arguments.length); });
  }
});
stream.on('close', function () {
  console.log(fs.readFileSync(file).length);
  [undefined, null, {}].forEach(function (value) {
    var other = fs.createWriteStream(file);
    try { other.write(value); } catch (e) { console.log(e.message); }
    other.end();
  });
});
