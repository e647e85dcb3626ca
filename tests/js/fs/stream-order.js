// The order of a stream's events and callbacks, from before the file is open to after it is closed.
var fs = require('fs'), dir = process.env.TMP, f = dir + '/f', log = [];
function listen(stream, name) {
  ['open', 'data', 'drain', 'end', 'finish', 'close', 'error'].forEach(function (event) {
    stream.on(event, function (arg) { log.push(name + '.' + event + (event === 'data' ? ' ' + arg : event === 'error' ? ' ' + arg.code : '')); });
  });
}
function show(title) { console.log(title + ': ' + log.join(', ')); log = []; }
function tick(name) { return function (err) { log.push(name + (err ? ' ' + err.code : '')); }; }

var w = fs.createWriteStream(f);
listen(w, 'w');
// Before it is open: what is written waits, in order.
log.push(w.write('one ', tick('one')), w.write(new Buffer('two '), tick('two')), w.write('dGhyZWU=', 'base64', tick('three')));
process.nextTick(tick('tick'));
w.on('drain', function () {
  if (w.bytesWritten === 13) { w.end(' four', tick('ended')); log.push('writable ' + w.writable); }
});
w.on('close', function () {
  log.push(fs.readFileSync(f, 'utf8'));
  show('write');
  // end() alone, twice, and what comes after it.
  var v = fs.createWriteStream(f);
  listen(v, 'v');
  v.write('x'); v.end('y'); v.end('z');
  try { v.write('late'); } catch (e) { log.push(e.message); }
  v.on('close', function () {
    log.push(fs.readFileSync(f, 'utf8'));
    show('end');
    reading();
  });
});

function reading() {
  fs.writeFileSync(f, 'abcdef');
  var r = fs.createReadStream(f, { bufferSize: 2, encoding: 'utf8' }), count = 0;
  listen(r, 'r');
  // Paused before it is open: it opens, and gives nothing.
  r.pause();
  r.on('open', function () { log.push('paused ' + r.paused); setTimeout(function () { log.push('resume'); r.resume(); r.resume(); }, 1); });
  r.on('data', function () {
    count++;
    if (count === 1) { r.pause(); r.resume(); process.nextTick(tick('tick')); }
    if (count === 2) { r.pause(); setTimeout(function () { log.push('resume'); r.resume(); }, 1); }
  });
  r.on('end', function () { log.push('readable ' + r.readable); });
  r.on('close', function () {
    r.pause(); r.resume(); r.destroy();
    show('read');
    destroying();
  });
}

function destroying() {
  // destroySoon() writes what waits, destroy() does not.
  var soon = fs.createWriteStream(dir + '/soon');
  listen(soon, 'soon');
  soon.write('all of it');
  soon.destroySoon();
  soon.on('close', function () {
    show('destroySoon');
    var now = fs.createWriteStream(dir + '/now');
    listen(now, 'now');
    now.write('first');
    now.once('drain', function () {
      now.write('under way', tick('written'));
      now.write('dropped', tick('never'));
      now.destroy(tick('destroyed'));
      log.push('writable ' + now.writable);
      try { now.write('late'); } catch (e) { log.push(e.message); }
      now.destroy(tick('again'));
    });
    now.on('close', function () {
      process.nextTick(function () {
        log.push(fs.readFileSync(dir + '/soon', 'utf8'), String(fs.readFileSync(dir + '/now', 'utf8').indexOf('dropped')));
        show('destroy');
        var empty = fs.createReadStream('/dev/null');
        listen(empty, 'empty');
        empty.on('close', function () { var none = fs.createWriteStream(dir + '/none'); listen(none, 'none'); none.end(); none.on('close', function () { show('empty'); }); });
      });
    });
  });
}
