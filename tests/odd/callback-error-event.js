new (require('events').EventEmitter)().emit('error', new Error('thrown here'));
