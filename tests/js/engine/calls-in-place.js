// Calls: `this` of sloppy functions, what constructors return, arguments, functions behind proxies and bound ones, generators.
function show() { console.log(Array.prototype.map.call(arguments, String).join(' ')); }
function sloppy() { return typeof this + ' ' + (this === globalThis); }
function strict() { 'use strict'; return typeof this; }
show(sloppy(), sloppy.call(null), sloppy.call(1), sloppy.call('s'), strict(), strict.call(1), strict.call(null));
function twice() { return this === this && (() => this)() === this; }
show(twice(), twice.call(5), twice.call('text'));
function outer() { return () => typeof this; }
show(outer.call(7)(), outer.call('x')(), outer()());
function evaluated() { return eval('typeof this'); }
function evaluatedStrictly() { 'use strict'; return eval('typeof this'); }
show(evaluated(), evaluated.call(3), evaluatedStrictly(), evaluatedStrictly.call(3));
function* yields(a) { try { var x = yield typeof this; yield* [x, a]; return this === globalThis; } finally { show('finally'); } }
var g = yields(1);
show(JSON.stringify([g.next(), g.next(2), g.next(), g.next(), g.next()]));
g = yields.call(4, 1);
show(JSON.stringify([g.next(), g.return(5), g.next()]));

function mapped(a, b) { arguments[0] = 9; b = 8; return [a, arguments[1], arguments.length, arguments.callee === mapped]; }
show(mapped(1, 2, 3), mapped(1), mapped());
function defaults(a = 1, b = a + 1, ...rest) { return [a, b, rest.length, arguments.length]; }
show(defaults(), defaults(5), defaults(1, 2, 3, 4));

class A { constructor(x) { this.x = x; return undefined; } m() { return this.x; } static s() { return this === A; } get g() { return this.x + 1; } }
class B extends A { constructor() { super(4); this.y = 5; } m() { return super.m() + this.y; } }
class Other extends A { constructor() { return { z: 1 }; } }
class Without extends A { constructor() { } }
class Number1 extends A { constructor() { return 1; } }
show(new B().m(), A.s(), new Other().z, new B().g);
for (const f of [() => new Without(), () => new Number1(), () => A(), () => (() => 1)(), () => new (() => 1)()]) {
  try { show(f()); } catch (e) { show(e.name); }
}
function Plain() { this.a = 1; return 5; }
function Object2() { this.a = 1; return { b: 2 }; }
show(new Plain().a, new Object2().b, new Plain() instanceof Plain, Reflect.construct(Plain, [], A) instanceof A);
// The prototype of the next instances is looked at again.
function Changes() { this.n = 1; }
var first = new Changes(), second = new Changes();
Changes.prototype = { other: true };
show(first.other, second instanceof Changes, new Changes().other);
Object.defineProperty(Changes, 'prototype', { value: A.prototype });
show(new Changes() instanceof A, new Changes().other);
function NotAnObject() { }
NotAnObject.prototype = 5;
show(Object.getPrototypeOf(new NotAnObject()) === Object.prototype, Object.getPrototypeOf(new NotAnObject()) === Object.prototype);
function target() { return new.target === target; }
show(target(), new target() instanceof target);

var proxied = new Proxy(function (a) { return [a, typeof this, arguments.length]; }, {});
show(proxied(1), proxied.call(5, 2, 3));
var behind = function () { return arguments.callee === behind; };
show(new Proxy(behind, {})(), behind.bind(null, 1)());
show(JSON.stringify(new Proxy(yields, {}).call(null, 3).next()));
var bound = function (a, b) { return [this.v, a, b]; }.bind({ v: 1 }, 2);
show(bound(3), bound.call({ v: 9 }, 4));

var depth = 0;
function deep() { depth++; deep(); }
try { deep(); } catch (e) { show(e instanceof RangeError, depth > 1000); }
try { [1].map(function inner() { throw new TypeError('in map'); }); } catch (e) { show(e.message, /inner/.test(e.stack), /map/.test(e.stack)); }
function leaves() { for (const x of [1]) for (const y of [2]) return x + y; }
function waits() { try { return 1; } finally { show('waits'); } }
function nested() { switch (1) { case 1: { let k = 5; return (() => k)(); } } }
show(leaves(), waits(), nested(), [3, 1, 2].sort((a, b) => a - b).map(function (x) { return this.k + x; }, { k: 10 }));
