// Transform, PassThrough, Duplex, pipe, unpipe, pipeline, finished.
var stream = require('stream');
function log() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }

var upper = new stream.Transform({
  transform: function (chunk, encoding, callback) { callback(null, String(chunk).toUpperCase()); },
  flush: function (callback) { callback(null, '!'); }
});
var all = '';
upper.on('data', function (chunk) { all += chunk; });
upper.on('end', function () { log(all); piped(); });
upper.write('a'); upper.write('b'); upper.end('c');

function sink(name, done) {
  var got = '';
  return new stream.Writable({
    highWaterMark: 4,
    write: function (chunk, encoding, callback) { got += chunk; setImmediate(callback); },
    final: function (callback) { log(name, got.length, got.slice(0, 20)); callback(); if (done) done(); }
  });
}

function piped() {
  var n = 0;
  var source = new stream.Readable({ read: function () { this.push(n++ < 1000 ? 'line ' + n + '\n' : null); } });
  source.pipe(new stream.PassThrough()).pipe(sink('piped', lined));
}

function lined() {
  var source = stream.Readable.from(['a', 'b', 'c']);
  stream.pipeline(source, new stream.PassThrough({ objectMode: true }), sink('pipeline'), function (error) {
    log('pipeline is over', error);
    broken();
  });
}

function broken() {
  var source = new stream.Readable({ read: function () { this.destroy(new Error('source broke')); } });
  var middle = new stream.PassThrough(), last = sink('never');
  stream.pipeline(source, middle, last, function (error) {
    log(error.message, middle.destroyed, last.destroyed);
    duplex();
  });
}

function duplex() {
  var both = new stream.Duplex({
    read: function () {},
    write: function (chunk, encoding, callback) { this.push('echo ' + chunk); callback(); },
    final: function (callback) { this.push(null); callback(); }
  });
  both.on('data', function (chunk) { log(chunk); });
  stream.finished(both, function (error) { log('finished', error); classes(); });
  both.write('one');
  both.end('two');
}

function classes() {
  function Mine() { stream.Transform.call(this, { objectMode: true }); }
  require('util').inherits(Mine, stream.Transform);
  Mine.prototype._transform = function (value, encoding, callback) { this.push(value * 2); callback(); };
  var mine = new Mine();
  mine.on('data', function (value) { log(value); });
  mine.write(1); mine.end(21);
  log(mine instanceof stream.Readable, mine instanceof stream.Writable, mine instanceof stream,
    mine instanceof require('events').EventEmitter, new stream.Readable() instanceof stream.Writable);
  stream.promises.pipeline(stream.Readable.from(['p']), new stream.PassThrough(), sink('promised')).then(function () {
    var from = new stream.PassThrough(), to = new stream.PassThrough();
    to.on('unpipe', function (who) { log('unpipe', who === from); });
    from.pipe(to);
    from.unpipe(to);
    log(from.isPaused());
  });
}
