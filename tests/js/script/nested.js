// Scripts run scripts.
var vm = require('vm'), Script = vm.Script;
var sandbox = { Script: Script, a: 1 };
console.log(Script.runInNewContext('var inner = { b: 2 }; Script.runInNewContext("b += 1; c = new Date(0)", inner); a = inner.b; typeof c', sandbox), sandbox.a, sandbox.inner.c.getTime());
var self = { vm: vm };
self.self = self;
console.log(vm.runInNewContext('var n = 1; vm.runInNewContext("n += 1; made = new (function F() {})", self); n + typeof made', self));
console.log(vm.runInNewContext('var c = vm.createContext({ x: 1 }); vm.runInContext("x + 1", c) + vm.runInThisContext("typeof vm")', { vm: vm }));
// A script that was made in one context runs in any other.
Script.runInNewContext('made = new Script("var inner = `a${5}`; inner + 1"); one = made.runInNewContext({}); two = made.runInThisContext()', sandbox);
console.log(sandbox.one, sandbox.two, sandbox.made.runInThisContext(), sandbox.made.runInNewContext(sandbox), global.inner);
var outside = new Script('var where = typeof sandboxed; where');
console.log(vm.runInNewContext('outside.runInThisContext() + outside.runInNewContext(self)', self2 = { outside: outside, sandboxed: 1, get self() { return self2; } }), outside.runInThisContext());
// One script in many sandboxes.
var script = new Script('n = n * 2'), a = { n: 1 }, b = { n: 10 };
script.runInNewContext(a); script.runInNewContext(b); script.runInNewContext(a);
n = 100;
console.log(a.n, b.n, script.runInThisContext(), n);
// Too deep.
var depth = 0, deep = { go: function () { depth++; vm.runInNewContext('go()', { go: deep.go }); } };
try { deep.go(); } catch (e) { console.log(e.name, e.message, depth > 50); }
console.log(vm.runInNewContext('function f(n) { return n ? 1 + f(n - 1) : 0 } f(10000)'));
