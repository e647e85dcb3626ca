// Methods copied to a plain object work there.
var EventEmitter = require('events').EventEmitter, plain = { name: 'plain' };
for (var name in EventEmitter.prototype) plain[name] = EventEmitter.prototype[name];
plain.on('x', function () { console.log(this.name); });
console.log(plain.emit('x'));
function f() { console.log('function'); }
EventEmitter.prototype.on.call(f, 'call', f);
EventEmitter.prototype.emit.call(f, 'call');
['on', 'emit', 'listeners', 'removeListener'].forEach(function (name) {
  try { EventEmitter.prototype[name].call(undefined, 'x', f); } catch (error) { console.log(name + ' ' + error.name); }
});
