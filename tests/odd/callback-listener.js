var e = new (require('events').EventEmitter)();
e.on('x', function () { throw new Error('thrown here'); });
e.emit('x');
