// What 0.2 still had of 0.1.
['debug', 'error', 'watchFile', 'unwatchFile', 'mixin', 'createChildProcess', 'inherits', 'Promise'].forEach(function (name) {
  try {
    process[name]();
    console.log(name, 'did not throw');
  } catch (e) {
    console.log(e.message);
  }
});
['include', 'puts', 'print', 'p', '__module'].forEach(function (name) {
  try { global[name]('x'); } catch (e) { console.log(e.message); }
});
try { process.assert(false, 'message'); } catch (e) { console.log(e.message); }
try { process.assert(0); } catch (e) { console.log(e.message); }
process.assert(true, 'never');
try { process.binding('no_such_binding'); } catch (e) { console.log(e.message); }
try { process.dlopen('/x.node', {}); } catch (e) { console.log(e.message); }
console.log(process.EventEmitter === require('events').EventEmitter, process instanceof process.EventEmitter, process.global === global);
console.log(Object.prototype.toString.call(process), typeof process.Timer, typeof process._tickCallback, typeof process._needTickCallback);
process.nextTick(function () { console.log('tick'); });
process._tickCallback();
setTimeout(function () { console.log('turned by hand'); }, 1);
process.loop();
console.log('after the loop');
setTimeout(function () { console.log('never'); }, 10000);
process.unloop();
