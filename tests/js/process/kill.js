// The manual's default signal is SIGINT; facts: a name that is none is 'Unknown signal', other errors are bare texts.
// Two signals at once may be told as one or as two.
process.once('SIGINT', function () {
  console.log('SIGINT');
  process.on('SIGINT', function () {});
  clearTimeout(patience);
});
process.kill(process.pid);
process.kill(process.pid, process.SIGINT);
console.log(process.kill(process.pid, 0));
[['SIGFOO'], ['sigint'], [9999]].forEach(function (args) {
  try { process.kill(process.pid, args[0]); } catch (e) { console.log(e.message, e.code); }
});
try { process.kill(0x3ffffff0, 'SIGTERM'); } catch (e) { console.log(e.message, e.errno === process.ESRCH); }
['x', NaN, 1.5, {}].forEach(function (pid) {
  try { process.kill(pid); } catch (e) { console.log(e.name); }
});
var patience = setTimeout(function () {}, 20000);
