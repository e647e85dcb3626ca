var e = new (require('events').EventEmitter)();
e.on('x', function () { e.emit('x'); });
try { e.emit('x'); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
