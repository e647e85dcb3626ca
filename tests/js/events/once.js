// once: one call, also when the listener emits the event again; it can be removed by the function itself.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
function f(x) { console.log('f ' + x + ' ' + (this === e)); e.emit('x', 'nested'); }
console.log(e.once('x', f) === e);
e.emit('x', 1);
console.log(e.emit('x', 2));
e.once('x', f);
console.log(e.listeners('x')[0].listener === f);
e.removeListener('x', f);
console.log(e.emit('x', 3));
function g() { console.log('g'); }
e.on('y', g); e.once('y', g); e.on('y', g);
e.emit('y');
console.log(e.listeners('y').length, e.listeners('y').indexOf(g), e.listeners('y').lastIndexOf(g));
function inner() { console.log('inner'); }
e.on('z', function () { if (!e.busy) { e.busy = true; e.emit('z'); } });
e.once('z', inner);
e.emit('z');
e.once('t', function () { throw new Error('t'); });
try { e.emit('t'); } catch (error) { console.log(error.message); }
console.log(e.emit('t'));
