// A Writable: order, back-pressure, callbacks, writev, final, errors.
var Writable = require('stream').Writable;
function log() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }

var slow = new Writable({
  highWaterMark: 5,
  write: function (chunk, encoding, callback) {
    log('write', Buffer.isBuffer(chunk), encoding, chunk);
    setImmediate(callback);
  },
  final: function (callback) { log('final'); callback(); }
});
log(slow.write('abc', function () { log('abc is written'); }), slow.write('def'), slow.writableNeedDrain);
slow.on('drain', function () {
  log('drain', slow.writableLength);
  slow.end('last', function () { log('ended'); });
  log(slow.writable, slow.writableEnded);
});
slow.on('finish', function () { log('finish'); });
slow.on('close', function () { log('close'); batches(); });

function batches() {
  var stream = new Writable({
    decodeStrings: false,
    writev: function (chunks, callback) {
      log('writev', chunks.map(function (each) { return each.chunk + ':' + each.encoding; }).join());
      callback();
    }
  });
  stream.cork();
  stream.write('a'); stream.write('b', 'latin1'); stream.write('c');
  stream.uncork();
  stream.end(refused);
}

function refused() {
  var stream = new Writable({ write: function (chunk, encoding, callback) { callback(new Error('disk full')); } });
  stream.on('error', function (error) { log('error', error.message); });
  stream.on('close', function () { log('closed', stream.destroyed); late(); });
  stream.write('x', function (error) { log('told', error.message); });
}

function late() {
  var stream = new Writable({ write: function (chunk, encoding, callback) { callback(); } });
  stream.on('error', function (error) { log(error.code, error.message); objects(); });
  stream.end();
  stream.write('too late');
}

function objects() {
  var stream = new Writable({ objectMode: true, write: function (value, encoding, callback) { log(JSON.stringify(value)); callback(); } });
  stream.write({ a: 1 }); stream.write([2]); stream.end('three');
  try { new Writable({ write: function () {} }).write(5); } catch (error) { log(error.name, error.code); }
  try { new Writable({ write: function () {} }).write(null); } catch (error) { log(error.name, error.code); }
}
