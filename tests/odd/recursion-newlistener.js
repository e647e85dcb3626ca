var e = new (require('events').EventEmitter)();
e.on('newListener', function () { e.on('x', function () {}); });
try { e.on('x', function () {}); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
