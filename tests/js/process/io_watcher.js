var binding = process.binding('net'), fs = require('fs');
var pipe = binding.pipe(), watcher = new process.IOWatcher(), times = 0;
watcher.callback = function (readable, writable) {
  console.log(this === watcher, readable, writable);
  if (++times < 2) return; // It is still so: told again.
  console.log(fs.readSync(pipe[0], 10, null, 'utf8')[0]);
  watcher.stop();
  watcher.stop();
  writer();
};
watcher.set(pipe[0], true, false);
watcher.start();
watcher.start();
setTimeout(function () { fs.writeSync(pipe[1], 'word', null); }, 5);

function writer() {
  var watcher = new process.IOWatcher();
  watcher.set(pipe[1], false, true);
  watcher.callback = function (readable, writable) {
    console.log('' + readable, writable);
    // Changed while it runs: only reading now, and there is nothing to read but the end.
    watcher.callback = function (readable, writable) {
      console.log('' + readable, writable);
      watcher.stop();
      binding.close(pipe[0]);
    };
    watcher.set(pipe[0], true, false);
    binding.close(pipe[1]);
  };
  watcher.start();
}

[function () { new process.IOWatcher().start(); },
  function () { new process.IOWatcher().set('x', true, true); },
  function () { new process.IOWatcher().set(1); },
  function () { var watcher = new process.IOWatcher(); watcher.set(999999, true, true); watcher.start(); }
].forEach(function (call) {
  try {
    call();
  } catch (error) {
    console.log(error.message);
  }
});
