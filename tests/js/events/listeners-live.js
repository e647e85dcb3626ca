// listeners() is the live array: what is done to it is done to the emitter.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
var list = e.listeners('x');
console.log(Array.isArray(list), list.length, e.emit('x'));
list.push(function () { console.log('pushed'); });
e.emit('x');
e.on('x', function () { console.log('added'); });
console.log(list.length);
list.shift();
e.emit('x');
console.log(e.listeners('x') === list);
list.length = 0;
console.log(e.emit('x'));
e.on('y', function () { console.log('y'); });
e.listeners('y').unshift(function () { console.log('before y'); });
e.emit('y');
var holes = e.listeners('y');
delete holes[0];
e.emit('y');
