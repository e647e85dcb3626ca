// The first listener starts the watch; after the last one the default action is back.
var got = 0;
function on() {
  got++;
  console.log('got', got);
  if (got === 2) {
    process.removeListener('SIGUSR1', on);
    process.once('SIGUSR1', function () {
      console.log('once');
      // The default action of this one is to do nothing.
      process.on('SIGWINCH', function () { console.log('never'); });
      process.removeAllListeners('SIGWINCH');
      process.kill(process.pid, 'SIGWINCH');
      setTimeout(function () { console.log('still here'); }, 20);
    });
  }
  process.kill(process.pid, 'SIGUSR1');
}
process.on('SIGUSR1', on);
['SIGKILL', 'SIGSTOP'].forEach(function (signal) {
  try { process.on(signal, on); } catch (e) { console.log(signal, e.code); }
});
process.kill(process.pid, 'SIGUSR1');
setTimeout(function () {}, 100);
