// Descriptors beyond the third: streams both ways, what the program has open, and what stays closed.
var fs = require('fs'), spawn = require('child_process').spawn, file = process.env.TMP + '/out';

function both() {
  var script = 'read line <&3; echo "$line" >&3; echo five >&5; test -e /proc/self/fd/4 || echo four is closed';
  var child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit', 'pipe', 'ignore', 'pipe'] });
  console.log(child.stdio.length, child.stdio[1] === child.stdout, child.stdio[0], child.stdio[4], child.fds.length);
  var told = [];
  [1, 3, 5].forEach(function (place) {
    child.stdio[place].setEncoding('utf8');
    child.stdio[place].on('data', function (text) { told.push(place + ' ' + text.trim()); });
    child.stdio[place].on('close', function () { told.push(place + ' close'); });
  });
  child.stdio[3].write('through three\n');
  child.on('exit', function (code) {
    console.log(code, told.sort().join(', '));
    swapped();
  });
}

// The numbers here are those of the other there.
function swapped() {
  var a = fs.openSync(file + 'a', 'w'), b = fs.openSync(file + 'b', 'w'), list = [-1, -1, -1];
  for (var place = 3; place < Math.max(a, b) + 1; place++) list[place] = place === a ? b : place === b ? a : undefined;
  var child = spawn('sh', ['-c', 'echo a >&' + a + '; echo b >&' + b], { customFds: list });
  fs.closeSync(a);
  fs.closeSync(b);
  child.stderr.on('data', function (text) { console.log(String(text)); });
  child.on('exit', function (code) {
    console.log(code, fs.readFileSync(file + 'a', 'utf8'), fs.readFileSync(file + 'b', 'utf8'));
    output();
  });
}

// 'exit' waits for all that the child had to say, however long it takes to read it.
function output() {
  var child = spawn('sh', ['-c', 'head -c 300000 /dev/zero >&3'], { customFds: [-1, -1, -1, -1] }), length = 0;
  child.stdio[3].on('data', function (data) {
    length += data.length;
    child.stdio[3].pause();
    process.nextTick(function () { child.stdio[3].resume(); });
  });
  child.on('exit', function (code) {
    console.log(code, length);
    missing();
  });
}

function missing() {
  var child = spawn('no_such_program', [], { customFds: [-1, -1, -1, -1] });
  child.stderr.on('data', function (text) { console.log(String(text).trim()); });
  child.on('exit', function (code) {
    console.log(code);
    wrong();
  });
}

function wrong() {
  [{ customFds: [-1, -1, -1, 999999] }, { customFds: [-1, -1, -1, 'x'] }, { stdio: [0, 1, 2, 'x'] },
    { customFds: new Array(1000) }].forEach(function (options) {
    try { spawn('true', [], options); } catch (e) { console.log(e.message); }
  });
  try { require('child_process').spawnSync('true', [], { stdio: [0, 1, 2, 'pipe'] }); } catch (e) { console.log(e.message); }
  var fd = fs.openSync(file + 'c', 'w');
  var done = require('child_process').spawnSync('sh', ['-c', 'echo sync >&3'], { stdio: [0, 1, 2, fd] });
  console.log(done.status, fs.readFileSync(file + 'c', 'utf8'));
}

both();
