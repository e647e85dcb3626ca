Function.prototype.call = Function.prototype.apply = function () { throw new Error('called'); };
process.nextTick(function () {});
setTimeout(function () {}, 1);
new (require('events').EventEmitter)().emit('x');
console.log('ended');
