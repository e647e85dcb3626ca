// Captured variables: many of them, in loops and blocks, before they are initialized, added and deleted by eval, behind with.
(function () {
  let a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g;
  const all = () => [a, b, c, d, e, f, g];
  e = 50; f++; a = 'text';
  console.log(all().join(), typeof g);
})();
const loops = [];
for (let i = 0, j = 10; i < 3; i++) loops.push(() => [i++, j--]);
console.log(loops.map(f => f()).join(), loops.map(f => f()).join());
for (const f of [() => { use(); let v = 1; function use() { return v; } }, () => { use(); let p, q, r, s, t = 1; function use() { return t; } }, () => { set(); let v = 1; function set() { v = 2; } }]) {
  try { f(); console.log('none'); } catch (e) { console.log(e.name); }
}
(function (p) {
  eval('var added = 1, more = 2'); const inner = () => [p, typeof added, typeof more];
  console.log(inner().join()); eval('delete added'); console.log(inner().join());
  eval('var added = 3'); console.log(inner().join(), added);
})('p');
(function (one) {
  with ({ name: 'w', one: 'with' }) { var fn = () => [name, one]; name += '2'; { let deep = 1; var gn = () => [deep, name, one]; } }
  console.log(fn().join(), gn().join(), one);
})(1);
(function named(n) { named = 5; console.log(typeof named, (() => typeof named)(), n); })(1);
(function (a, b) { const f = () => { a = 7; }; f(); console.log(arguments[0], arguments[1]); arguments[1] = 8; console.log((() => b)()); })(1, 2);
function counter() { let n = 0; return { up: () => ++n, get: () => n }; }
const c1 = counter(), c2 = counter();
c1.up(); c1.up(); c2.up();
console.log(c1.get(), c2.get());
let chain = () => 0;
for (let i = 1; i <= 50; i++) { const before = chain; chain = () => before() + i; }
console.log(chain());
