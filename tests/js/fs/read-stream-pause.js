// pause() holds 'data' back at once, resume() lets it come; nothing is lost.
var fs = require('fs'), f = process.env.TMP + '/f', all = '';
for (var i = 0; i < 3000; i++) all += 'line ' + i + '\n';
fs.writeFileSync(f, all);
var stream = fs.createReadStream(f, { bufferSize: 1000, encoding: 'utf8' }), got = '', count = 0, paused = false;
stream.on('data', function (text) {
  if (paused) console.log('data while paused');
  got += text;
  count++;
  stream.pause();
  paused = true;
  if (stream.paused !== true) console.log('not paused');
  setTimeout(function () { paused = false; stream.resume(); }, 1);
});
stream.on('end', function () { console.log(paused, got === all, count === Math.ceil(all.length / 1000)); });
// Paused for good, a stream does not keep the program running.
var other = fs.createReadStream(f);
other.on('data', function () { other.pause(); });
other.on('end', function () { console.log('never'); });
