// What later Nodes added.
var EventEmitter = require('events'), e = new EventEmitter(), f = function () { console.log('f'); };
e.on('x', function () { console.log('on'); });
e.prependListener('x', function () { console.log('prepended'); });
e.prependOnceListener('x', f);
console.log(e.listenerCount('x'), EventEmitter.listenerCount(e, 'x'), e.listenerCount('y'));
e.emit('x');
e.emit('x');
e.on('y', f);
console.log(e.eventNames().join());
console.log(e.rawListeners('y')[0] === f);
console.log(e.getMaxListeners(), e.setMaxListeners(3).getMaxListeners(), EventEmitter.defaultMaxListeners);
for (var i = 0; i < 50; i++) e.on('many', f);
e.on('removeListener', function (event, listener) { console.log('removed ' + event + ' ' + (listener === f)); });
e.removeListener('y', f);
