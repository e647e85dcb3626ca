// How declarations and assignments reach the sandbox.
var vm = require('vm');
function keys(code, sandbox) { vm.runInNewContext(code, sandbox); console.log(Object.keys(sandbox).join() || 'none'); return sandbox; }
keys('var a = 1; b = 2; function c() {} this.d = 4; z = 5', { z: 1 });
keys('(function () { var a = 1; b = 2; })()', {});
keys('if (true) { var inBlock; let notThis; function inBlockToo() {} }', {});
keys('let l = 1; const c = 2; class K {}', {});
keys('delete x; delete this.y; delete z', { x: 1, y: 2, z: 3, w: 4 });
keys('eval("var e = 1"); (0, eval)("var f = 2"); new Function("g = 3")()', {});
keys('Object.defineProperty(this, "shown", { get: function () { return 7 }, enumerable: true }); this.__defineGetter__("old", function () { return 8 })', {});
keys('for (i = 0; i < 2; i++); for (var k in { q: 1 });', {});
// A builtin that the code replaces is a global of the sandbox like any other.
console.log(keys('Array = 5; var Date = 6; function Map() {} escape = escape', {}).Array);
console.log(keys('delete Array', {}).Array, vm.runInNewContext('var typed = typeof Array; typed', {}));
console.log(vm.runInNewContext('typeof g; function g() {}', { g: 1 }), vm.runInNewContext('var g; g', { g: 1 }));
console.log(vm.runInNewContext('typeof h + typeof v; function h() {} var v = 1'));
try { vm.runInNewContext('"use strict"; undeclared = 1', s = {}); } catch (e) { console.log(e.name, Object.keys(s).length); }
// Prototypes of the builtins are the sandbox's own, and stay with it.
var own = {};
vm.runInNewContext('Array.prototype.extra = 1; Object.prototype.more = 2', own);
console.log([].extra, {}.more, vm.runInNewContext('[].extra + ({}).more', own), vm.runInNewContext('typeof [].extra'));
vm.runInNewContext('let again = 1', own);
console.log(vm.runInNewContext('let again = [[] instanceof Array, new Date instanceof Date, /x/ instanceof RegExp].join(); again', own));
console.log(vm.runInNewContext('typeof require + typeof module + typeof process + typeof console + typeof setTimeout + typeof Buffer'));
