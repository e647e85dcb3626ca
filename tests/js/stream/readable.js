// A Readable: push, flow, pause, resume, end, encodings, read(), errors.
var Readable = require('stream').Readable;
function log() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }

var counted = 0;
var flowing = new Readable({ read: function () { counted++; this.push(counted > 3 ? null : 'piece ' + counted); } });
flowing.on('data', function (chunk) { log('data', Buffer.isBuffer(chunk), chunk); });
flowing.on('end', function () { log('end', flowing.readable); });
flowing.on('close', function () { log('close', flowing.destroyed); next(); });
log('no data yet', flowing.readableLength);

function next() {
  var text = new Readable({ encoding: 'utf8', read: function () {} });
  var bytes = Buffer.from('a½€');
  for (var i = 0; i < bytes.length; i++) text.push(bytes.slice(i, i + 1));
  text.push(null);
  var all = [];
  text.on('data', function (chunk) { all.push(chunk); });
  text.on('end', function () { log('text', all.join('|')); paused(); });
}

function paused() {
  var stream = new Readable({ objectMode: true, read: function () {} });
  stream.push({ n: 1 }); stream.push({ n: 2 }); stream.push({ n: 3 }); stream.push(null);
  stream.on('data', function (object) {
    log('object', JSON.stringify(object));
    if (object.n === 3) return;
    stream.pause();
    setTimeout(function () { log('paused', stream.isPaused()); stream.resume(); }, 1);
  });
  stream.on('end', pulled);
}

function pulled() {
  var stream = new Readable({ read: function () {} });
  stream.push('abcdef'); stream.push('gh'); stream.push(null);
  stream.once('readable', function () {
    log('read(3)', stream.read(3));
    log('read()', stream.read());
    log('read()', stream.read());
  });
  stream.on('end', function () { log('ended', stream.readableEnded); failing(); });
}

function failing() {
  var stream = new Readable({ read: function () { this.destroy(new Error('no more')); } });
  stream.on('error', function (error) { log('error', error.message); });
  stream.on('close', function () { log('closed'); made(); });
  stream.resume();
}

function made() {
  Readable.from(['x', 'y']).on('data', function (value) { log('from', value); }).on('end', function () {
    (async function () {
      for await (var chunk of Readable.from([1, 2, 3])) log('await', chunk);
      try {
        for await (var other of new Readable({ read: function () { this.destroy(new Error('broken')); } })) log(other);
      } catch (error) {
        log('caught', error.message);
      }
    })();
  });
}
