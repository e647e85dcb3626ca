// Timers by time, then by creation; ticks after the callback that queued them, promise jobs after the ticks.
var log = [];
setTimeout(function () { log.push('5a'); }, 5);
setTimeout(function () { log.push('1a'); }, 1);
setTimeout(function () { log.push('5b'); }, 5);
setTimeout(function () { log.push('1b'); }, 0);
setTimeout(function () { log.push('1c'); }, 1);
setImmediate(function () {
  log.push('immediate');
  setTimeout(function () { console.log(log.join(' ')); }, 1);
});
Promise.resolve().then(function () { log.push('promise'); process.nextTick(function () { log.push('tick of promise'); }); });
queueMicrotask(function () { log.push('microtask'); });
process.nextTick(function () {
  log.push('tick');
  process.nextTick(function () { log.push('tick of tick'); });
});
process.nextTick(function (x) { log.push('tick ' + x); }, 'with argument');
log.push('main');
// Let the short ones be due together.
for (var t = Date.now(); Date.now() < t + 10;) {}
