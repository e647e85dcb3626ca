var e = new (require('events').EventEmitter)();
e.on('x', function () { process.exit(6); });
e.emit('x');
