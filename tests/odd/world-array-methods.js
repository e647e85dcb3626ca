['push', 'slice', 'splice', 'shift', 'indexOf', 'forEach', 'map', 'join'].forEach(function (name) { Array.prototype[name] = function () { throw new Error(name); }; });
try { var e = new (require('events').EventEmitter)(); e.on('x', function () {}); e.on('x', function () {}); e.emit('x'); e.removeAllListeners('x'); } catch (error) {}
try { console.log([1, { a: 2 }]); } catch (error) {}
console.log('ended');
