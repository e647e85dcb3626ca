// Any string is a name of an event, and so is a symbol or a number.
var EventEmitter = require('events').EventEmitter, e = new EventEmitter();
['__proto__', 'toString', 'constructor', 'hasOwnProperty', '', '0', 'length', '\u20ac', 'undefined', 7].forEach(function (name) {
  if (e.emit(name)) console.log('nobody listened to ' + name);
  e.on(name, function (x) { console.log('[' + name + '] ' + x); });
  e.emit(name, e.listeners(name).length);
});
var symbol = typeof Symbol === 'function' ? Symbol('s') : 's';
e.on(symbol, function () { console.log('symbol'); });
e.emit(symbol);
e.emit();
