// Properties deleted, changed and added again: order, attributes, accessors.
function show(o) {
  return Object.getOwnPropertyNames(o).map(function (k) {
    var d = Object.getOwnPropertyDescriptor(o, k);
    return k + (d.get || d.set ? ':' + (d.get ? 'g' + o[k] : '') + (d.set ? 's' : '') : '=' + d.value) +
      (d.enumerable ? '' : '!e') + (d.configurable ? '' : '!c') + (d.writable === false ? '!w' : '');
  }).join(' ');
}
var o = {a: 1, b: 2, c: 3};
Object.defineProperty(o, 'a', {enumerable: false});
delete o.b;
console.log(show(o), Object.keys(o).join());
o.b = 4; delete o.b; o.d = 5; delete o.a; o.a = 6;
console.log(show(o));
o = {a: 1, b: 2, c: 3};
Object.defineProperty(o, 'b', {get: function () { return 'B'; }, enumerable: true});
console.log(show(o));
Object.defineProperty(o, 'b', {value: 7, writable: true});
console.log(show(o), o.c);
for (var i = 0; i < 100; i++) {
  Object.defineProperty(o, 'b', {get: function () { return i; }, set: function () {}, configurable: true});
  Object.defineProperty(o, 'b', {value: i, writable: true, configurable: true});
}
console.log(show(o));
o.e = 1; delete o.c; delete o.e; delete o.a; o.z = 2;
console.log(show(o), JSON.stringify(o));
var s = Symbol('s');
o = {x: 1, y: 2}; o[s] = 3; o.w = 4; delete o.x; delete o[s]; o[s] = 5; o.x = 6;
console.log(show(o), Object.getOwnPropertySymbols(o).length, o[s]);
// a window of keys
o = {};
for (i = 0; i < 5000; i++) { o['k' + i] = i; if (i >= 10) delete o['k' + (i - 10)]; }
console.log(show(o));
for (var k in o) delete o[k];
console.log(show(o), Object.keys(o).length);
o.again = 1; console.log(show(o));
// more than any chain of shapes
o = {};
for (i = 0; i < 3000; i++) o['p' + i] = i;
for (i = 0; i < 3000; i += 3) delete o['p' + i];
var sum = 0, count = 0;
for (k in o) { sum += o[k]; count++; }
console.log(count, sum, Object.keys(o)[0], Object.keys(o)[1999], o.p1, o.p3, 'p2999' in o);
// many objects as dictionaries
var all = [];
for (i = 0; i < 2000; i++) { var d = {}; d['a' + i] = 1; d['b' + i * 7] = 2; d.common = i; all.push(d); }
console.log(all.reduce(function (n, d) { return n + d.common; }, 0), Object.keys(all[1999]).join());
// frozen and sealed
var f = Object.freeze({a: 1, b: {c: 2}, get g() { return 3; }});
console.log(show(f), Object.isFrozen(f), delete f.a);
var big = {}; for (i = 0; i < 200; i++) big['q' + i] = i;
Object.freeze(big); big.q7 = 1; console.log(Object.isFrozen(big), big.q7, delete big.q8, big.q8);
var sealed = Object.seal({a: 1, b: 2}); sealed.a = 9; delete sealed.b; console.log(show(sealed));
// prototypes changed in between
function A() { this.x = 1; this.y = 2; }
A.prototype.m = function () { return 'm'; };
var objects = []; for (i = 0; i < 5; i++) objects.push(new A());
delete objects[1].y; delete objects[2].x; objects[3].z = 3;
console.log(objects.map(show).join(' | '), objects.map(function (o) { return o.m(); }).join(''));
function get(o) { return o.y; }
console.log(objects.map(get).join());
delete A.prototype.m; A.prototype.n = 1; console.log(objects.map(function (o) { return o.m + '/' + o.n; }).join());
Object.setPrototypeOf(objects[0], {n: 5}); console.log(objects[0].n, objects[1].n);
// delete of what is last, twice through one place
function swap(o) { o.t = 1; var r = o.t; delete o.t; o.u = 2; r += o.u; delete o.u; return r + Object.keys(o).length; }
o = {a: 1}; console.log(swap(o), swap(o), swap({a: 1}), show(o));
// class members, static
class C { static a = 1; static get b() { return 2; } get d() { return 3; } set d(v) {} e() {} }
delete C.a; Object.defineProperty(C.prototype, 'd', {value: 4}); console.log(new C().d, C.b, C.a, Object.getOwnPropertyNames(C.prototype).join());
// arguments, functions, arrays as dictionaries
(function () { var a = arguments; a.name = 1; delete a.length; console.log(a.length, a.name, a[0]); })(5);
function fn() {} fn.a = 1; fn.b = 2; delete fn.a; delete fn.name; console.log(Object.keys(fn).join(), fn.name, fn.length);
var arr = [1, 2]; arr.a = 1; arr.b = 2; delete arr.a; arr.push(3); console.log(arr.length, Object.keys(arr).join());
// delete while enumerating
o = {a: 1, b: 2, c: 3, d: 4}; var seen = []; for (k in o) { seen.push(k); delete o.c; o.e = 1; } console.log(seen.join());
// with, eval, globals
var gone = 1; globalThis.made = 2; delete globalThis.made; console.log(typeof made);
// getters that replace themselves
var lazy = {get v() { delete this.v; return this.v = 8; }, w: 1}; console.log(lazy.v, lazy.v, show(lazy));
var spread = {...o, z: 1}; delete spread.a; console.log(show(spread));
