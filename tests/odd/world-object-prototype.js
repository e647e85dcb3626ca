Object.prototype.polluted = function () { return 1; };
Object.prototype[0] = 'zero';
console.log({ a: 1 });
require('net').createServer(); require('http').createServer(); new Buffer('abc').toString('base64');
new (require('events').EventEmitter)().emit('x');
console.log('ended');
