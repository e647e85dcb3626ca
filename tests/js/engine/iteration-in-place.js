// Loops over arrays, maps, sets and typed arrays, while they change, and where a program replaces a part of the protocol.
const arrays = Object.getPrototypeOf([][Symbol.iterator]()), iterators = Object.getPrototypeOf(arrays);
function all(it) { const seen = []; for (const x of it) { seen.push(x); if (seen.length > 9) break; } return seen.join(); }
console.log(all([1, 2, 3]), all([1, , 3]), all([]), all(new Map([[1, 2], [3, 4]])), all(new Set(['a', 'b'])), all('añ😀'), all(new Uint8Array([7, 8])));
console.log(all(new Map([[1, 2]]).keys()), all(new Map([[1, 2]]).values()), all(new Set([1]).entries()), all([5, 6].entries()), all([5, 6].keys()));
let a = [1, 2, 3], seen = [];
for (const x of a) { seen.push(x); if (x === 2) a.push(9); }
console.log(seen.join());
a = [1, 2, 3]; seen = [];
for (const x of a) { seen.push(x); a.length = 2; }
console.log(seen.join());
const m = new Map([[1, 1], [2, 2], [3, 3]]); seen = [];
for (const [k] of m) { seen.push(k); if (k === 1) { m.delete(2); m.set(4, 4); } }
console.log(seen.join());
// A finished iterator stays finished.
const it = [1][Symbol.iterator](); a = [];
console.log(all(it), all(it), JSON.stringify(it.next()), JSON.stringify(new Map().entries().next()));
const ms = m.keys();
console.log(all(ms)); m.set(5, 5); console.log(all(ms), JSON.stringify(ms.next()));

const own = [1, 2, 3];
own[Symbol.iterator] = function* () { yield 'own'; };
console.log(all(own), [...own].join());
const next = arrays.next;
arrays.next = function () { const r = next.call(this); if (!r.done) r.value *= 2; return r; };
var doubled = all([1, 2]), [p, q] = [5, 6];
arrays.next = next;
console.log(doubled, p, q, all([1, 2]));
const values = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function* () { yield 'x'; };
var replaced = all([1, 2]), [z] = [1];
Array.prototype[Symbol.iterator] = values;
console.log(replaced, z, all([1, 2]));
Object.defineProperty(Array.prototype, Symbol.iterator, { get() { return function* () { yield 'got'; }; }, configurable: true });
var got = all([1, 2]);
Object.defineProperty(Array.prototype, Symbol.iterator, { value: values, writable: true, configurable: true, enumerable: false });
console.log(got, all([1, 2]));
for (const prototype of [arrays, iterators, Object.prototype]) {
  let closed = 0;
  var [one] = [5, 6];
  Object.defineProperty(prototype, 'return', { value() { closed++; return {}; }, configurable: true });
  for (const x of [1, 2]) break;
  var [two] = [5, 6];
  for (const x of [1, 2]);
  delete prototype.return;
  for (const x of [1, 2]) break;
  console.log(one, two, closed);
}
Object.prototype.done = true;
var plain = all([1, 2]);
delete Object.prototype.done;
console.log(plain);
class Mine extends Array { *[Symbol.iterator]() { yield 'mine'; } }
console.log(all(Mine.from([1, 2])), all(new (class extends Array { })(1, 2)));
console.log(all(Object.setPrototypeOf([1, 2], { *[Symbol.iterator]() { yield 'proto'; } })));
for (const f of [() => all(5), () => { var [x] = null; }, () => { var [x] = {}; }, () => next.call({}), () => ms.next.call([])]) {
  try { f(); } catch (e) { console.log(e.name); }
}
function* delegate() { return yield* [1, 2]; }
console.log(all(delegate()), Math.max(...new Set([3, 9, 4])), Array.from(new Map([[1, 2]])).join());

// What the methods of arrays read and make.
console.log([1, 2.5, 'x', , 5].map(x => x + x).join(), [3, -0, 1].map(x => 1 / x).join(), [1, , 3].filter(() => true).length);
const frozen = Object.freeze([1, 2]);
console.log(frozen.map(x => x * 2).join(), [1, 2, 3].reduce((s, x, i, whole) => { whole.pop(); return s + x; }), 2 in [1, , 3], 1 in [1, , 3]);
Array.prototype[1] = 'inherited';
console.log([1, , 3].map(x => x).join(), [1, , 3].includes('inherited'));
delete Array.prototype[1];
(async () => { for await (const x of [1, Promise.resolve(2)]) console.log('awaited', x); })();
