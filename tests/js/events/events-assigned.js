// Programs make _events themselves, with an ordinary prototype or with listeners in it.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
e._events = {};
console.log(e.emit('toString'), e.emit('constructor'), e.emit('hasOwnProperty'), e.listeners('valueOf').length);
e.on('toString', function () { console.log('heard toString'); });
console.log(e.emit('toString'));
e._events = { x: function () { console.log('bare'); }, y: [function () { console.log('one'); }, function () { console.log('two'); }], z: 'junk', n: null };
console.log(e.emit('x'), e.emit('y'), e.emit('z'), e.emit('n'));
e.on('n', function () { console.log('n'); }).emit('n');
e._events = null;
console.log(e.emit('x'));
e.on('x', function () { console.log('again'); }).emit('x');
