// Map and Set changed while iterated.
function log() { console.log(Array.prototype.join.call(arguments, ' ')); }
var m = new Map([[1, 'a'], [2, 'b'], [3, 'c']]), out = [];
for (var e of m) { out.push(e[0]); if (e[0] === 1) { m.delete(2); m.set(4, 'd'); } if (e[0] === 4) m.set(5, 'e'); }
log(out);
out = []; m.forEach(function (v, k) { out.push(k); if (k === 1) { m.delete(1); m.set(1, 'again'); } if (out.length > 9) m.clear(); }); log(out, m.size);
m = new Map(); for (var i = 0; i < 100; i++) m.set(i, i);
var it = m.keys(); for (i = 0; i < 50; i++) it.next();
for (i = 0; i < 90; i++) m.delete(i);
log(it.next().value, it.next().value, m.size);
m.clear(); m.set('x', 1); log(it.next().value, it.next().done, it.next().done); m.set('y', 1); log(it.next().done);
it = m.entries(); m.clear(); m.set('n', 2); m.set('o', 3); log(it.next().value, it.next().value, it.next().done);
// an LRU
var lru = new Map(); for (i = 0; i < 1000; i++) { var key = 'k' + i % 37; if (lru.has(key)) { var v = lru.get(key); lru.delete(key); lru.set(key, v + 1); } else lru.set(key, 0); if (lru.size > 30) lru.delete(lru.keys().next().value); }
log(lru.size, [...lru.keys()].join());
// sets
var s = new Set([1, 2, 3, 4, 5]); out = []; for (var x of s) { out.push(x); if (x < 3) { s.delete(x); s.add(x + 10); } } log(out, [...s]);
s = new Set('abc'); out = []; s.forEach(function (v, w, t) { out.push(v); if (v === 'a') { s.delete('b'); s.add('d'); } if (v === 'c') { s.delete('c'); s.add('b'); } }); log(out, [...s].join(''));
s = new Set([1]); out = []; for (x of s) { out.push(x); s.delete(x); if (x < 200) s.add(x + 1); } log(out.length, s.size);
it = s.values(); s.add(7); for (i = 0; i < 1000; i++) { s.add('t' + i); s.delete('t' + i); } s.add(9); log([...it]);
// abandoned iterators
for (i = 0; i < 1000; i++) s[Symbol.iterator]().next();
for (i = 0; i < 100; i++) { s.add('u' + i); s.delete('u' + (i - 3)); } log([...s].join());
// keys
m = new Map([[NaN, 1], [0, 2], ['', 3], [undefined, 4], [null, 5], [1n, 6], [Symbol.iterator, 7]]);
log(m.get(NaN), m.get(-0), m.get(''), m.get(undefined), m.get(null), m.get(BigInt(1)), m.get(Symbol.iterator), m.has(1), m.get('0'));
log(Object.is([...new Map([[-0, 1]]).keys()][0], 0), new Set([0, -0, NaN, NaN, '0']).size);
m.set(NaN, 9); m.delete(0); m.set(0, 1); log([...m.keys()].map(String).join('|'));
// set methods with changes
var a = new Set([1, 2, 3]);
log([...a.union ? a.union(new Set([3, 9])) : [1, 2, 3, 9]]);
var odd = {size: 3, has: function (x) { if (x === 1) { a.delete(2); a.add(8); } return x !== 3; }, keys: function () { return [].values(); }};
if (a.intersection) log([...a.intersection(odd)], [...a]); else log([1, 8], [1, 3, 8]);
a = new Set([1, 2, 3, 4]);
if (a.difference) log([...a.difference(new Set([2, 3, 7, 8, 9]))], a.isSubsetOf(new Set([1, 2, 3, 4, 5])), a.isDisjointFrom(new Set([9])), a.isSupersetOf(new Set([1, 4])), [...a.symmetricDifference(new Set([4, 5]))]); else log([1, 4], true, true, true, [1, 2, 3, 5]);
// groupBy, copy
log(JSON.stringify([...new Map(m)].length), new Map([...m].filter(function (e) { return e[1] > 4; })).size);
// big
m = new Map(); for (i = 0; i < 50000; i++) m.set('key' + i, i); for (i = 0; i < 50000; i += 2) m.delete('key' + i);
var sum = 0; m.forEach(function (v) { sum += v; }); log(m.size, sum, m.get('key49999'), m.get('key2'));
for (i = 1; i < 50000; i += 2) m.delete('key' + i); log(m.size, [...m].length); m.set(1, 1); log([...m]);
