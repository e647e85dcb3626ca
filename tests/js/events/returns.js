// emit tells whether somebody listened; the other methods can be chained.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter(), f = function () {};
console.log(e.emit('x'));
console.log(e.on('x', f) === e, e.addListener('x', f) === e, e.once('x', f) === e);
console.log(e.emit('x'));
console.log(e.removeListener('x', f) === e, e.removeListener('y', f) === e, e.removeAllListeners('x') === e, e.setMaxListeners(0) === e);
console.log(e.emit('x'));
e.listeners('y');
console.log(e.emit('y'));
