// Whatever is thrown, wherever, reaches the listeners, and the loop goes on.
var left = 8;
process.on('uncaughtException', function (e) {
  console.log('caught', e && e.message || e);
  if (--left === 0) console.log('done');
});
process.on('SIGUSR2', function () { throw new Error('signal'); });
process.nextTick(function () { throw 'a string'; });
process.nextTick(function () { throw undefined; });
setTimeout(function () { throw null; }, 1);
setTimeout(function () { Promise.reject(new Error('rejection')); }, 20);
setTimeout(function () { (async function () { await null; throw new Error('async'); })(); }, 40);
setTimeout(function () { process.kill(process.pid, 'SIGUSR2'); setTimeout(function () {}, 50); }, 60);
setTimeout(function () { (function f() { f(); })(); }, 80);
throw { message: 'an object' };
