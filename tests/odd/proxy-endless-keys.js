var keys = []; for (var i = 0; i < 10000; i++) keys.push('k' + i);
var p = new Proxy({}, { ownKeys: function () { return keys; }, getOwnPropertyDescriptor: function () { return { value: p, enumerable: true, configurable: true }; } });
try { require('sys').inspect(p, false, 1); } catch (e) {}
console.log('ended');
