var e = new (require('events').EventEmitter)();
function self() { e.removeListener('x', self); e.on('x', function () {}); e.removeAllListeners('x'); e.on('x', self); }
e.on('x', self); e.on('x', self); e.on('x', function () {});
for (var i = 0; i < 100; i++) e.emit('x');
e.listeners('x').length = 0;
e.emit('x');
console.log('ended');
