// Libraries read _events: absent, then a bare function, then an array, and gone again.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter(), f = function () {}, g = function () {};
console.log('_events' in e, Object.keys(e).length);
e.on('x', f);
console.log(e._events.x === f, Object.keys(e).join());
e.on('x', g);
console.log(Array.isArray(e._events.x), e._events.x[0] === f, e._events.x[1] === g);
e.removeListener('x', f);
console.log(Array.isArray(e._events.x), e._events.x.length, e._events.x[0] === g);
e.removeListener('x', g);
console.log('x' in e._events);
