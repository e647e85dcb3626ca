// removeAllListeners clears one event; without an event, all (0.2 did nothing then, which nobody can have meant).
var EventEmitter = require('events').EventEmitter, e = new EventEmitter(), f = function () {};
e.on('x', f).on('x', f).on('y', f).on('z', f);
e.removeAllListeners('x');
console.log(e.emit('x'), e.emit('y'), e.emit('z'));
e.removeAllListeners('nobody');
e.removeAllListeners();
console.log(e.emit('y'), e.emit('z'));
console.log(new EventEmitter().removeAllListeners('x').removeAllListeners() instanceof EventEmitter);
