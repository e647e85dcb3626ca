new (require('events').EventEmitter)().emit('error');
