// Many operations of every kind, failing ones among them: no descriptor, thread or file may stay behind.
var real = require('fs'), fs = {}, dir = process.env.TMP, total = parseInt(process.argv[2], 10), begun = 0, calls = 0, LANES = 16;
// Every call counts as one operation, a stream too.
Object.keys(real).forEach(function (name) {
  fs[name] = typeof real[name] !== 'function' ? real[name] : function () { calls++; return real[name].apply(real, arguments); };
});
function descriptors() { return fs.readdirSync('/proc/self/fd').length; }
function threads() { return fs.readdirSync('/proc/self/task').length; }
function must(value, what) { if (!value) throw new Error(what); }
function fails(code, next) { return function (err) { must(err && err.code === code, 'not ' + code + ': ' + err); next(); }; }
function works(next) { return function (err) { if (err) throw err; next(); }; }
var data = new Buffer(5000);
for (var i = 0; i < data.length; i++) data[i] = i * 7;

// Each gets a file of its own, that is there with 5000 bytes in it, a name that is free, and what comes next.
var acts = [
  function stat(f, free, next) { fs.stat(f, function (err, s) { must(s.size === 5000, 'size'); next(); }); },
  function noStat(f, free, next) { fs.stat(free, fails('ENOENT', next)); },
  function openClose(f, free, next) { fs.open(f, 'r', function (err, fd) { if (err) throw err; fs.close(fd, works(next)); }); },
  function openRead(f, free, next) {
    fs.open(f, 'r', function (err, fd) {
      fs.read(fd, new Buffer(100), 0, 100, 4950, function (err, count) { must(count === 50, 'count'); fs.fstat(fd, function () { fs.close(fd, works(next)); }); });
    });
  },
  function openWrite(f, free, next) {
    fs.open(free, 'w+', function (err, fd) {
      fs.write(fd, 'hello', null, 'utf8', function (err, written) {
        must(written === 5, 'written');
        fs.truncate(fd, 2, function () { fs.fsync(fd, function () { fs.closeSync(fd); fs.unlink(free, works(next)); }); });
      });
    });
  },
  function noOpen(f, free, next) { fs.open(f + '/x', 'r', fails('ENOTDIR', next)); },
  function noDescriptor(f, free, next) { fs.close(99999, fails('EBADF', next)); },
  function readFile(f, free, next) { fs.readFile(f, function (err, got) { must(got.length === 5000, 'length'); next(); }); },
  function readDirectory(f, free, next) { fs.readFile(dir, fails('EISDIR', next)); },
  function writeFile(f, free, next) { fs.writeFile(free, data, function (err) { fs.appendFile(free, 'x', function () { fs.unlink(free, works(next)); }); }); },
  function full(f, free, next) { fs.writeFile('/dev/full', 'x', fails('ENOSPC', next)); },
  function directory(f, free, next) { fs.mkdir(free, 0755, function () { fs.readdir(free, function (err, names) { must(names.length === 0, 'names'); fs.rmdir(free, works(next)); }); }); },
  function noDirectory(f, free, next) { fs.mkdir(f, 0755, fails('EEXIST', next)); },
  function links(f, free, next) { fs.symlink(f, free, function () { fs.readlink(free, function (err, to) { must(to === f, 'to'); fs.realpath(free, function () { fs.unlink(free, works(next)); }); }); }); },
  function rename(f, free, next) { fs.rename(f, free, function () { fs.rename(free, f, works(next)); }); },
  function chmod(f, free, next) { fs.chmod(f, 0600, function () { fs.utimes(f, 1, 2, works(next)); }); },
  function readStream(f, free, next) { var got = 0; fs.createReadStream(f).on('data', function (d) { got += d.length; }).on('close', function () { must(got === 5000, 'got'); next(); }); },
  function destroyed(f, free, next) { var stream = fs.createReadStream(f); stream.on('open', function () { stream.destroy(next); }); },
  function destroyedEarly(f, free, next) { fs.createReadStream(f).destroy(next); },
  function destroyedInside(f, free, next) { var stream = fs.createReadStream(f, { bufferSize: 10 }); stream.on('data', function () { stream.destroy(); }); stream.on('close', next); },
  function noStream(f, free, next) { fs.createReadStream(free).on('error', fails('ENOENT', next)); },
  function directoryStream(f, free, next) { fs.createReadStream(dir).on('error', fails('EISDIR', function () {})).on('close', next); },
  function writeStream(f, free, next) {
    var stream = fs.createWriteStream(free);
    for (var i = 0; i < 10; i++) stream.write(data);
    stream.end();
    stream.on('close', function () { must(fs.statSync(free).size === 50000, 'size'); fs.unlink(free, works(next)); });
  },
  function writeDestroyed(f, free, next) { var stream = fs.createWriteStream(free); stream.write(data); stream.destroy(function () { fs.unlink(free, works(next)); }); },
  function fullStream(f, free, next) { var stream = fs.createWriteStream('/dev/full'); stream.write(data); stream.on('error', fails('ENOSPC', function () {})).on('close', next); },
  function copy(f, free, next) { fs.copyFile(f, free, function () { fs.unlink(free, works(next)); }); },
  function watched(f, free, next) { var watcher = fs.watch(f); watcher.on('close', next); watcher.close(); },
  function polled(f, free, next) { fs.watchFile(f, { interval: 1 }, function () {}); fs.stat(f, function () { fs.unwatchFile(f); next(); }); },
  function sync(f, free, next) { fs.closeSync(fs.openSync(f, 'r')); try { fs.readdirSync(f); } catch (e) { must(e.code === 'ENOTDIR', e.code); } process.nextTick(next); },
  function promise(f, free, next) { fs.promises.readFile(f).then(function (got) { must(got.length === 5000, 'length'); next(); }).catch(function (e) { process.nextTick(function () { throw e; }); }); }
];

function lane(number, last, finished) {
  var f = dir + '/f' + number, free = dir + '/free' + number;
  fs.writeFileSync(f, data);
  (function next() {
    if (begun >= acts.length * LANES && calls >= last) { fs.unlinkSync(f); return finished(); }
    acts[(begun * 7 + Math.floor(begun++ / acts.length)) % acts.length](f, free, next);
  })();
}
function round(count, next) {
  var left = LANES;
  begun = calls = 0;
  for (var i = 0; i < LANES; i++) lane(i, count, function () { if (--left === 0) next(); });
}
// The first round makes the threads and whatever is made once.
round(0, function () {
  var before = descriptors(), memory = process.memoryUsage().rss;
  round(total, function () {
    var counted = calls;
    (function settled(patience) {
      // Extra threads of a moment when nothing moved go at once, but not before this.
      if (threads() > 6 && patience > 0) return setTimeout(function () { settled(patience - 1); }, 1);
      console.log('descriptors ' + (descriptors() - before) + ', threads ' + (threads() <= 6) + ', files ' + fs.readdirSync(dir).length);
      console.error('(files: ' + counted + ' operations, memory ' + (memory >> 10) + ' KiB and ' + ((process.memoryUsage().rss - memory) >> 10) + ' more)');
      if (process.memoryUsage().rss - memory > 16 << 20) console.log('memory grew');
    })(1000);
  });
});
