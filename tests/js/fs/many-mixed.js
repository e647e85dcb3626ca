// Thousands of calls at once: each callback is called once with its own result, ticks and promises come before the next
// callback, one that throws loses no other, and a call that does not end holds up nothing but itself.
var fs = require('fs'), child = require('child_process'), dir = process.env.TMP, fifo = dir + '/fifo';
var calls = 2000, left = 0, came = [], ticked = 0, promised = 0, late = 0, thrown = 0, waiting = true;
process.on('uncaughtException', function (err) { if (err.message !== 'mine') throw err; thrown++; });
function call(i) {
  left++;
  function back(err, result) {
    if (ticked !== late || promised !== late) console.log('a tick came late');
    late++;
    process.nextTick(function () { ticked++; });
    Promise.resolve().then(function () { promised++; });
    came[i] = (came[i] || 0) + 1;
    var wanted = i % 3 === 0 ? !err && result.size === i % 100 : i % 3 === 1 ? err.code === 'ENOENT' && err.path === dir + '/no' + i : arguments.length === 0;
    if (!wanted) console.log('wrong', i, err, result);
    if (--left === 0) setTimeout(all, 0);
    if (i % 500 === 0) throw new Error('mine');
  }
  if (i % 3 === 0) fs.stat(dir + '/' + i % 100, back);
  else if (i % 3 === 1) fs.lstat(dir + '/no' + i, back);
  else fs.chmod(dir + '/' + i % 100, 0644, back);
}
function all() {
  console.log(came.length, came.every(function (times) { return times === 1; }), ticked, promised, thrown, waiting);
  // The other end lets it go.
  fs.open(fifo, 'w', function (err, fd) { if (err) throw err; fs.closeSync(fd); });
}
for (var i = 0; i < 100; i++) fs.writeFileSync(dir + '/' + i, new Array(i + 1).join('x'));
child.exec('mkfifo ' + fifo, function (err) {
  if (err) throw err;
  for (var i = 0; i < calls; i++) {
    if (i === 1000) fs.open(fifo, 'r', function (err, fd) {
      if (err) throw err;
      waiting = false;
      fs.closeSync(fd);
      together();
    });
    call(i);
  }
});
// What was asked for earlier in the turn begins before a call that blocks: these two wait for each other.
function together() {
  var done = 0, wait = 500;
  for (var i = 0; i < wait; i++) fs.stat(fifo, function () { if (++done === wait) meet(); });
  function meet() {
    fs.open(fifo + 'x', 'r', function (err) { console.log(err.code); });
    fs.open(fifo, 'w', function (err, fd) { console.log(err); fs.closeSync(fd); });
    fs.closeSync(fs.openSync(fifo, 'r'));
    console.log('met');
  }
}
