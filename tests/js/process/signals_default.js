// Every signal can be an event, but the two that nobody can catch. Without listeners it does again what it did before.
var spawn = require('child_process').spawn, fs = require('fs'), numbers = require('os').constants.signals;

// What stops a process is left out, and second names.
var names = Object.keys(numbers).filter(function (name) {
  return ['SIGIOT', 'SIGPOLL', 'SIGKILL', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'].indexOf(name) < 0;
});
// Ignored by default; and whatever this process was started with (a shell's background job has SIGINT ignored).
var ignored = ['SIGPIPE', 'SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH'];
var inherited = /SigIgn:\s*(\w+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1];
names.forEach(function (name) {
  var bit = numbers[name] - 1, digit = parseInt(inherited.charAt(inherited.length - 1 - (bit >> 2)), 16);
  if (digit >> (bit & 3) & 1) ignored.push(name);
});

// Hears the signal once, takes the listener away, and sends the signal again.
function program(name) {
  process.on(name, function heard(told) {
    if (told !== name) throw new Error(told);
    process.removeListener(name, heard);
    process.kill(process.pid, name);
    setTimeout(function () { process.exit(7); }, 1000);
  });
  setTimeout(function () {}, 25000);
  process.kill(process.pid, name);
}

var wrong = [], left = names.length;
names.forEach(function (name) {
  var code = '(' + program + ')("' + name + '")';
  var child = spawn(process.env.NODERU, ['-e', code], { cwd: process.env.TMP, customFds: [-1, 1, 2] });
  child.on('exit', function (code, signal) {
    var right = ignored.indexOf(name) >= 0 ? code === 7 : signal === name;
    if (!right) wrong.push(name + ': ' + code + ', ' + signal);
    if (--left === 0) console.log("" + (names.length > 20), wrong.join('; '));
  });
});

['SIGKILL', 'SIGSTOP'].forEach(function (name) {
  try {
    process.on(name, function () {});
  } catch (error) {
    console.log(name, error.message);
  }
});
