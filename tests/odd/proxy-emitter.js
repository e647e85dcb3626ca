var E = require('events').EventEmitter, p = new Proxy(new E(), {});
p.on('x', function () {}); p.emit('x'); p.removeAllListeners('x');
console.log('ended');
