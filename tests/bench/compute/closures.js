// Functions made and called: counters, currying, callbacks, generators.
function counter() { let n = 0; return { up: () => ++n, get: () => n }; }
const add = a => b => c => a + b + c, compose = (...fs) => x => fs.reduce((v, f) => f(v), x);
let total = 0;
for (let i = 0; i < 120000; i++) {
  const c = counter();
  c.up(); c.up();
  total += c.get() + add(i)(1)(2);
}
const f = compose(x => x + 1, x => x * 2, x => x % 1000);
for (let i = 0; i < 120000; i++) total += f(i);
function* numbers(n) { for (let i = 0; i < n; i++) yield i; }
for (const x of numbers(200000)) total += x & 3;
const queue = [];
for (let i = 0; i < 120000; i++) queue.push(() => i);
for (const g of queue) total += g() & 7;
console.log([total].join(' '));
