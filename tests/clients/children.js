// Children in a mix with file operations, many at a time: nothing of them stays behind.
// Arguments: how many children, and how many file operations for each.
var spawn = require('child_process').spawn, fs = require('fs');
var CHILDREN = Number(process.argv[2]), OPERATIONS = Number(process.argv[3]), AT_ONCE = 16;
var begun = 0, sum = 0, operations = 0;

function check(error) {
  if (error) throw error;
}

// A child that answers with what it is told, once the file operations are through.
function one(done) {
  var number = begun++, file = process.env.TMP + '/' + number % 64, left = OPERATIONS;
  var child = spawn('sh', ['-c', 'read line; echo $line; exit ' + number % 7]), text = '';
  child.stdout.on('data', function (data) { text += data; });
  child.on('exit', function (code) {
    if (text !== number + '\n' || code !== number % 7) throw new Error(number + ': ' + code + ' ' + text);
    sum += number;
    done();
  });
  (function next(error) {
    check(error);
    if (left-- === 0) return child.stdin.end(number + '\n');
    operations++;
    switch (left % 5) {
      case 0: return fs.writeFile(file, 'content', next);
      case 1: return fs.stat(process.env.TMP, next);
      case 2: return fs.readFile(__filename, 'utf8', next);
      case 3: return fs.readdir(process.env.TMP, next);
      default: return fs.open(__filename, 'r', function (error, fd) {
        check(error);
        fs.close(fd, next);
      });
    }
  })();
}

function run(count, done) {
  var end = begun + count, open = Math.min(AT_ONCE, count);
  function next() {
    if (begun < end) one(next);
    else if (--open === 0) setTimeout(done, 0);
  }
  for (var i = open; i > 0; i--) one(next);
}

function state() {
  return {
    descriptors: fs.readdirSync('/proc/self/fd').length,
    threads: Number(/Threads:\s*(\d+)/.exec(fs.readFileSync('/proc/self/status').toString())[1]),
    children: fs.readFileSync('/proc/self/task/' + process.pid + '/children').toString().trim()
  };
}

// The threads of the pool, and whatever else stays for good, come first.
run(AT_ONCE * 2, function () {
  var before = state(), first = begun;
  sum = operations = 0;
  run(CHILDREN, function () {
    var after = state();
    console.log('right:', sum === CHILDREN * (2 * first + CHILDREN - 1) / 2, operations === CHILDREN * OPERATIONS);
    console.log('descriptors:', after.descriptors - before.descriptors);
    // The pool grows when files are slow, to 64 threads at the most.
    console.log('threads:', after.threads - before.threads <= 64);
    console.log('zombies:', after.children === '' ? 0 : after.children);
  });
});
