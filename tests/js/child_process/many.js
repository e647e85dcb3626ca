// Children in a mix with file operations, many at a time: nothing of them stays behind. The number is the argument;
// the suite's own run has fewer.
var spawn = require('child_process').spawn, fs = require('fs');
var COUNT = Number(process.argv[2]), AT_ONCE = 16, begun = 0, ended = 0, sum = 0, before;

function one(done) {
  var number = begun++, file = process.env.TMP + '/' + (number % 64);
  var child = spawn('sh', ['-c', 'read line; echo $line; exit ' + number % 7]), text = '';
  child.stdout.on('data', function (data) { text += data; });
  child.on('exit', function (code) {
    if (text !== number + '\n' || code !== number % 7) throw new Error(number + ': ' + code + ' ' + text);
    sum += number;
    done();
  });
  fs.writeFile(file, 'content ' + number, function (error) {
    if (error) throw error;
    fs.stat(file, function (error, stats) {
      if (error) throw error;
      fs.readFile(file, 'utf8', function (error, content) {
        if (error) throw error;
        child.stdin.end(number + '\n');
      });
    });
  });
}

function rounds(count, done) {
  var end = begun + count;
  var open = 0;
  for (var i = 0; i < AT_ONCE; i++) {
    if (begun >= end) break;
    open++;
    one(function next() {
      ended++;
      if (begun < end) one(next);
      else if (--open === 0) setTimeout(done, 0);
    });
  }
}

function state() {
  var status = fs.readFileSync('/proc/self/status').toString();
  var children = fs.readFileSync('/proc/self/task/' + process.pid + '/children').toString().trim();
  return {
    descriptors: fs.readdirSync('/proc/self/fd').length,
    threads: Number(/Threads:\s*(\d+)/.exec(status)[1]),
    children: children
  };
}

rounds(AT_ONCE * 2, function () {
  before = state();
  sum = 0;
  var first = begun;
  rounds(COUNT, function () {
    var after = state();
    console.log('right:', sum === COUNT * (2 * first + COUNT - 1) / 2);
    console.log('descriptors:', after.descriptors - before.descriptors);
    // The pool starts its own when they are needed, 64 at the most.
    console.log('threads:', after.threads - before.threads <= 64);
    console.log('zombies:', JSON.stringify(after.children));
  });
});
