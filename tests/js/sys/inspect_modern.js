// What 2010 did not have.
var i = require('sys').inspect;
function t(value) { console.log(i(value)); }
class A { constructor() { this.x = 1; } } class B extends A {}
t(A); t(new B()); t([class {}]); t(() => 1); t(async function q() {}); t(function* gen() {}); t({m() {}});
t(Symbol('s')); t({[Symbol('k')]: 1}); t(10n);
t(new Map([['a', 1], [{k: 1}, [1]]])); t(new Map()); t(new Set([1, 'b'])); t({s: new Set([new Map([[1, 2]])])});
t(new WeakMap()); t(new WeakSet());
t(Promise.resolve(4)); t(new Promise(function () {}));
var rejected = Promise.reject(new Error('z')); rejected.catch(function () {}); t(rejected);
t(new Uint8Array([1, 2, 3])); t(new Float64Array(2)); t(new ArrayBuffer(4));
t(Object.create(null)); var bare = Object.create(null); bare.toString = 2; t(bare);
t(Object(Symbol('x'))); t(Object(1n));
