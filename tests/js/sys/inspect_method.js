// An object's own `inspect` says how it looks, and is told the depth.
var i = require('sys').inspect;
console.log(i({inspect: function (depth) { return 'depth ' + depth; }}));
console.log(i({a: [{inspect: function (depth) { return 'depth ' + depth; }}]}));
console.log(i({inspect: function (depth) { return 'depth ' + depth; }}, false, null));
function A() {} A.prototype.inspect = function () { return '<A>'; };
console.log(i([new A()]), i({p: A.prototype}));
console.log(i({inspect: 5}), i({get inspect() { throw 1; }}), i({inspect: i}));
console.log(i({inspect: function () { return 7; }}));
try { i({inspect: function () { throw new Error('mine'); }}); } catch (e) { console.log(e.message); }
