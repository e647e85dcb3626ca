new (require('events').EventEmitter)().on('x', 42);
