Object.defineProperty(Array.prototype, 0, { set: function () { throw new Error('set'); }, get: function () { return 'got'; }, configurable: true });
try { console.log([1, 2]); } catch (e) {}
try { var e = new (require('events').EventEmitter)(); e.on('x', function () {}); e.on('x', function () {}); e.emit('x'); } catch (e) {}
delete Array.prototype[0];
console.log('ended');
