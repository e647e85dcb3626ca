// An exception in one timer, tick, immediate or promise job takes no other with it.
process.on('uncaughtException', function (e) { console.log('caught', e.message); });
setTimeout(function () { throw new Error('timeout 1'); }, 1);
setTimeout(function () { console.log('timeout 2'); }, 1);
process.nextTick(function () { throw new Error('tick 1'); });
process.nextTick(function () { console.log('tick 2'); });
setImmediate(function () { throw new Error('immediate 1'); });
setImmediate(function () {
  console.log('immediate 2');
  var n = 0, i = setInterval(function () {
    if (++n === 2) clearInterval(i);
    throw new Error('interval ' + n);
  }, 1);
});
queueMicrotask(function () { throw new Error('microtask 1'); });
queueMicrotask(function () { console.log('microtask 2'); });
for (var t = Date.now(); Date.now() < t + 5;) {}
