// What programs of 2010 looked at on streams beyond the manual: pos, _queue, busy.
var fs = require('fs'), f = process.env.TMP + '/f', seen = [];
var w = fs.createWriteStream(f);
w.write('abc'); w.write('def');
seen.push(w._queue.length, w._queue[0].length, w.busy);
w.on('open', function () { process.nextTick(function () { seen.push(w._queue.length, w.busy); }); });
w.end('gh');
w.on('close', function () {
  console.log(seen.join(), w._queue.length, w.busy);
  var r = fs.createReadStream(f, { start: 2, end: 6, bufferSize: 2 }), places = [];
  places.push(r.pos);
  r.on('data', function (data) { places.push(data.toString(), r.pos); });
  r.on('end', function () { console.log(places.join(), fs.createReadStream(f).pos); });
});
