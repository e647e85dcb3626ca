// Arrays changed at the front, in the middle, with holes, with accessors, on patched prototypes.
function log() { console.log(Array.prototype.map.call(arguments, function (x) { return JSON.stringify(x) || String(x); }).join(' ')); }
var a, r, i;
function model(n) { var x = []; for (var i = 0; i < n; i++) x.push(i); return x; }
// a long run of changes against a plain model
function Model(items) { this.items = items; }
var seed = 42; function random(n) { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed % n; }
function check(kind) {
  var real = model(200).map(kind), linked = real.slice(), ok = true;
  for (var step = 0; step < 3000; step++) {
    var op = random(8), at = random(real.length + 1), value = kind(step), x, y;
    if (op === 0) { x = real.shift(); y = linked[0]; linked = rebuild(linked, 0, 1, []); }
    else if (op === 1) { x = real.unshift(value, value); linked = rebuild(linked, 0, 0, [value, value]); y = linked.length; }
    else if (op === 2) { x = real.push(value); linked = rebuild(linked, linked.length, 0, [value]); y = linked.length; }
    else if (op === 3) { x = real.pop(); y = linked[linked.length - 1]; linked = rebuild(linked, linked.length - 1, 1, []); }
    else if (op === 4) { x = String(real.splice(at, 2)); y = String(part(linked, at, at + 2)); linked = rebuild(linked, at, 2, []); }
    else if (op === 5) { x = String(real.splice(at, 1, value, value, value)); y = String(part(linked, at, at + 1)); linked = rebuild(linked, at, 1, [value, value, value]); }
    else if (op === 6) { real.reverse(); var t = []; for (var i = linked.length; i--;) t[t.length] = linked[i]; linked = t; x = y = 0; }
    else { if (at < real.length) { real[at] = value; linked[at] = value; } x = real.indexOf(value); y = -1; for (i = 0; i < linked.length; i++) if (linked[i] === value) { y = i; break; } }
    if (x !== y && !(x !== x && y !== y) || real.length !== linked.length) { ok = false; log('differs', step, op, x, y); break; }
    if (step % 500 === 0 && String(real) !== String(linked)) { log('contents', step); ok = false; break; }
    if (real.length > 400) { real.length = 100; linked = part(linked, 0, 100); }
  }
  for (i = 0; i < linked.length; i++) if (real[i] !== linked[i]) { ok = false; log('at', i); break; }
  return ok;
}
function part(x, from, to) { var y = []; for (var i = from; i < to && i < x.length; i++) y[y.length] = x[i]; return y; }
function rebuild(x, at, count, items) { var y = []; if (at < 0) at = 0; for (var i = 0; i < at; i++) y[y.length] = x[i]; for (i = 0; i < items.length; i++) y[y.length] = items[i]; for (i = at + count; i < x.length; i++) y[y.length] = x[i]; return y; }
log(check(function (n) { return n; }), check(function (n) { return n + 0.5; }), check(function (n) { return 's' + n; }), check(function (n) { return n % 3 ? n : {}; }));
// holes
a = [1, , 3]; log(a.shift(), a, a.length, 0 in a); a.unshift('x'); log(a, 1 in a); a.reverse(); log(a, 1 in a, a.splice(0, 2), a);
a = new Array(5); a[4] = 1; log(a.indexOf(undefined), a.includes(undefined), a.slice(3), a.concat([1, , 2]).length, [...a]);
a = new Array(3).fill(0); log(a, new Array(3).fill('a'), new Array(2).fill(1.5), new Array(3).fill(), new Array(4).fill(1, 1, 3), [1, 2, 3, 4].fill(9, -2), [1, 2].fill('x', 0, 1));
a = [1, 2, 3]; delete a[1]; log(a, a.indexOf(2), a.reverse(), a.shift(), a);
a = []; a[100] = 1; log(a.length, a.shift(), a.length, a.pop(), a.length);
// length and freezing
a = Object.freeze([1, 2]); ['push', 'pop', 'shift', 'unshift', 'reverse', 'fill', 'splice'].forEach(function (name) { try { a[name](0, 1); console.log(name, 'passed'); } catch (e) { console.log(name, e.name); } }); log(a);
a = Object.preventExtensions([1, 2]); ['push', 'unshift'].forEach(function (name) { try { a[name](7); console.log('passed'); } catch (e) { console.log(name, e.name, JSON.stringify(a)); } }); log(a.shift(), a);
a = [1, 2, 3]; Object.defineProperty(a, 'length', {writable: false}); ['push', 'pop', 'shift', 'unshift', 'splice'].forEach(function (name) { try { a[name](0, 1); console.log(name, 'passed'); } catch (e) { console.log(name, e.name, JSON.stringify(a)); } });
a = Object.seal([3, 1]); log(a.reverse(), a.indexOf(3)); try { a.pop(); } catch (e) { console.log(e.name); }
// accessors
a = [1, 2, 3]; Object.defineProperty(a, 1, {get: function () { return 'g'; }, set: function (v) { r = v; }, configurable: true, enumerable: true}); log(a.slice(), a.indexOf('g'), a.includes('g'), [...a], a.concat(4)); a.reverse(); log(a, r); a.shift(); log(a, r);
// patched prototypes
Array.prototype[1] = 'P'; a = [1]; a.length = 3; log(a.slice(), a.includes('P'), a.indexOf('P')); a = [1, 2]; log(a.shift(), a, a[1]); delete Array.prototype[1];
var sets = []; Object.defineProperty(Array.prototype, 3, {set: function (v) { sets.push(v); }, get: function () { return 'G'; }, configurable: true}); a = [1, 2, 3]; a.unshift(0); log(a.length, sets, a[3]); delete Array.prototype[3];
// species, subclasses, other receivers
class B extends Array { get first() { return this[0]; } } var b = B.from([1, 2, 3]); log(b.slice(1) instanceof B, b.slice(1).first, b.concat([4]) instanceof B, b.splice(0, 1) instanceof B, b, b.shift(), b.unshift(8, 9), b);
var C = function () {}; C[Symbol.species] = function (n) { this.n = n; }; a = [1, 2, 3]; a.constructor = C; r = a.slice(1); log(Array.isArray(r), r.n, r[0], r.length); r = a.concat([5]); log(Array.isArray(r), r.length, r[3]);
a = [1, 2]; a.constructor = {[Symbol.species]: function () { return a; }}; log(a.slice(0).length, a);
log(Array.prototype.shift.call({0: 'a', 1: 'b', length: 2}), Array.prototype.slice.call('abc', 1), Array.prototype.indexOf.call('abc', 'c'), Array.prototype.unshift.call({length: 0}, 1), Array.prototype.concat.call(1, 2).length, Array.prototype.reverse.call({0: 1, 1: 2, length: 2}));
(function () { log([].slice.call(arguments, 1), [...arguments], Array.prototype.shift.call(arguments), arguments.length); })(1, 2, 3);
// arguments with effects
a = [1, 2, 3, 4]; log(a.slice({valueOf: function () { a.length = 1; return 0; }}), a); a = [1, 2, 3, 4]; log(a.splice({valueOf: function () { a.push(5); return 1; }}, 2), a); a = [1, 2, 3]; log(a.indexOf(3, {valueOf: function () { a.shift(); return 0; }}), a.includes(undefined, {valueOf: function () { a.length = 0; return 0; }})); a = [1, 2, 3]; log(a.fill(0, {valueOf: function () { a.length = 1; return 0; }}));
// searching
log([1, 2, 3].indexOf(2.0), [1, 2].indexOf('1'), [1.5, NaN].indexOf(NaN), [1.5, NaN].includes(NaN), [NaN].includes(NaN), [0].includes(-0), [-0].indexOf(0), [1, 2, 1].lastIndexOf(1), [1, 2, 1].lastIndexOf(1, -2), [1, 2, 1].lastIndexOf(1, 1), ['a', 'b'].lastIndexOf('b', -5), [1, 2, 3].indexOf(1, 1), [1, 2, 3].indexOf(3, -1), [1, 2, 3].includes(1, 5), [null].includes(undefined), [1n].indexOf(1n), [1n].includes(1), [].indexOf(1), [1, 2].indexOf(2, Infinity), [1, 2].lastIndexOf(2, -Infinity));
// concat, spread
log([].concat(), [1].concat(2, [3, [4]], 'a'), [1.5].concat([1]), ['a'].concat([1], [2.5], [{}]), [1, 2].concat([]), [].concat([1], [2]), [[1]].concat([[2]])); var like = {length: 2, 0: 'x', 1: 'y', [Symbol.isConcatSpreadable]: true}; log([1].concat(like)); a = [1, 2]; a[Symbol.isConcatSpreadable] = false; log([].concat(a).length);
log([...[1, 2], ...'ab', ...new Set([3]), ...[]], Math.max(...[1, 5, 3]), [...[1.5], ...['a']], (function () { return arguments.length; })(...[1, 2], 3, ...[4])); 
var p = [1, 2, 3], iter = p[Symbol.iterator](); iter.next(); log([...iter], [...iter]); p.push(4); log([...iter]); log([...p.keys()], [...p.entries()]);
var next = Object.getPrototypeOf([][Symbol.iterator]()).next; Object.getPrototypeOf([][Symbol.iterator]()).next = function () { var r = next.call(this); if (!r.done) r.value *= 2; return r; }; log([...[1, 2, 3]], Math.max(...[4, 9])); Object.getPrototypeOf([][Symbol.iterator]()).next = next; log([...[1, 2]]);
var values = Array.prototype[Symbol.iterator]; Array.prototype[Symbol.iterator] = function () { return ['mine'].values(); }; log([...[1, 2]]); Array.prototype[Symbol.iterator] = values;
a = [1, 2]; a[Symbol.iterator] = function* () { yield 7; }; log([...a]);
// queues
var q = []; for (i = 0; i < 500; i++) q.push(i); r = 0; while (q.length) { r += q.shift(); if (r % 7 === 0) q.push(1); } log(r, q); q.push(5); log(q, q.length, q.shift(), q.shift(), q.length);
q = []; for (i = 0; i < 300; i++) q.unshift(i); log(q[0], q[299], q.indexOf(150), q.length, q.slice(0, 3), q.map(String).length, q.sort(function (a, b) { return a - b; })[1], q.filter(function (x) { return x > 297; }), q.join('').length, JSON.stringify(q).length, Object.keys(q).length, q.reverse()[0]); delete q[5]; log(5 in q, q.length, q.lastIndexOf(0)); q.length = 2; log(q);
q = model(300); q.shift(); q[500] = 1; log(q.length, q[298], q[299], q[500]); q = model(300); q.shift(); q[1] = 'x'; q[299] = 'end'; log(q.length, q[1], q[299], q.pop(), q.length); q = model(200); q.splice(100, 1); for (var k in q) if (k > 197) log(k, q[k]); Object.freeze(q); log(Object.isFrozen(q), q[100]); try { q.shift(); } catch (e) { log(e.name); }
q = model(200); q.shift(); Object.defineProperty(q, 3, {get: function () { return 'acc'; }}); log(q[2], q[3], q[4], q.length); q = model(200); q.splice(50, 2, 'a'); log([...q].length, q.concat(q).length, q.slice(48, 52), q.at(-1), q.flat().length, q.every(function (x, i) { return i < 50 ? x === i : true; }), structured(q)); function structured(x) { return x.entries().next().value; }
log([3, 1, 2].toString(), [1, [2, 3]].toLocaleString(), new Int8Array([1, 2]).toLocaleString(), [1, 2].toLocaleString());
