// The listeners of a running emit are a copy: adding and removing count from the next emit on.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
function second() { console.log('second'); }
e.on('x', function first() {
  console.log('first');
  e.removeListener('x', first);
  e.removeListener('x', second);
  e.on('x', function () { console.log('new'); });
});
e.on('x', second);
e.emit('x');
console.log('--');
e.emit('x');
e.on('y', function () { console.log('y'); e.removeAllListeners('y'); });
e.on('y', function () { console.log('y2'); });
e.emit('y');
console.log(e.emit('y'));
