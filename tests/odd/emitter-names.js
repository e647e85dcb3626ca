var e = new (require('events').EventEmitter)(), heard = 0;
['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'a\0b', Symbol('s'), 42, null, undefined, {}].forEach(function (name) {
  try { e.on(name, function () { heard++; }); e.emit(name); e.listeners(name); e.removeAllListeners(name); } catch (error) { console.log(String(error)); }
});
console.log('heard ' + heard);
console.log('ended');
