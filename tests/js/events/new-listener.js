// 'newListener' comes before the listener is added, and is not told about itself.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
function later() {}
e.on('newListener', function (event, listener) {
  console.log(event + ' ' + (listener === later) + ' ' + e.listeners(event).length + ' ' + (this === e));
});
e.on('x', later);
e.once('y', later);
e.on('newListener', function () { console.log('second'); });
e.on('z', function () {});
