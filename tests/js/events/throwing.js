// What a listener throws comes out of emit; the later listeners do not run, and the emitter works on.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
e.on('x', function () { console.log('one'); });
e.on('x', function () { throw new Error('two'); });
e.on('x', function () { console.log('three'); });
try { e.emit('x'); } catch (error) { console.log('caught ' + error.message); }
e.listeners('x').splice(1, 1);
e.emit('x');
e.on('newListener', function () { throw new Error('no more'); });
try { e.on('y', function () {}); } catch (error) { console.log('caught ' + error.message); }
console.log(e.listeners('y').length);
