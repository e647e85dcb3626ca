// A program's own emit hears 'newListener' too.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
e.emit = function (event) {
  console.log('emit ' + event);
  return EventEmitter.prototype.emit.apply(this, arguments);
};
e.on('x', function (a) { console.log('x ' + a); });
e.emit('x', 1);
