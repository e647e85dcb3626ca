var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
[undefined, null, 'f', {}, 3].forEach(function (listener) {
  try { e.on('x', listener); console.log('accepted'); } catch (error) { console.log(error.message); }
});
try { e.removeListener('x', 'f'); } catch (error) { console.log(error.message); }
console.log(e._events);
