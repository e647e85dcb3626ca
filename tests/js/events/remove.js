// removeListener takes out the first entry of a function, and only one.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
function a() { console.log('a'); }
function b() { console.log('b'); }
e.on('x', a); e.on('x', b); e.on('x', a);
e.removeListener('x', a);
e.emit('x');
e.removeListener('x', function () {});
e.removeListener('y', a);
e.removeListener('x', a).removeListener('x', b);
console.log(e.emit('x'), e.listeners('x').length);
e.on('x', a); e.off('x', a);
console.log(e.emit('x'));
