Object.freeze(Object.prototype); Object.freeze(Array.prototype); Object.freeze(Function.prototype); Object.freeze(global.process); Object.freeze(Error.prototype);
try { require('net'); require('http'); new (require('events').EventEmitter)().on('x', function () {}); } catch (e) {}
setTimeout(function () { console.log('ended'); }, 1);
