Object.defineProperty(Object.prototype, 'x', { set: function () { throw new Error('set'); }, get: function () { throw new Error('get'); }, configurable: true });
['errno', 'code', 'syscall', '_events', 'listener', 'headers', 'url', 'method'].forEach(function (name) {
  Object.defineProperty(Object.prototype, name, { set: function () { throw new Error('set'); }, get: function () { throw new Error('get'); }, configurable: true });
});
try { require('net').createServer().listen('/no/such/folder/socket'); } catch (e) {}
try { new (require('events').EventEmitter)().on('x', function () {}); } catch (e) {}
console.log('ended');
