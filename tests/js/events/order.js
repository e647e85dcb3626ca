// Listeners run in the order they were added, with exactly the arguments of emit and the emitter as this.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
e.on('x', function () { console.log('first ' + arguments.length + ' ' + (this === e)); });
e.addListener('x', function (a, b) { console.log('second ' + a + ' ' + b); });
e.on('x', function () { console.log('third ' + Array.prototype.join.call(arguments)); });
e.emit('x');
e.emit('x', 1);
e.emit('x', 1, undefined, 'three');
