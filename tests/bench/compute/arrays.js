// Arrays: elements, push and pop, the methods with callbacks, slices, spread, sorting.
const n = 60000, a = [];
for (let i = 0; i < n; i++) a.push((i * 7919) % 10007);
let total = 0;
for (let round = 0; round < 6; round++) {
  for (let i = 1; i < n; i++) { a[i] = (a[i] + a[i - 1]) & 0xffff; total += a[i]; }
  total += a.map(x => x + 1).filter(x => x & 1).reduce((s, x) => s + x, 0);
}
const sieve = new Uint8Array(400000);
for (let i = 2; i < 400000; i++) if (!sieve[i]) for (let j = i * 2; j < 400000; j += i) sieve[j] = 1;
const grid = [];
for (let y = 0; y < 200; y++) { grid[y] = []; for (let x = 0; x < 200; x++) grid[y][x] = x ^ y; }
for (let y = 1; y < 199; y++) for (let x = 1; x < 199; x++) total += grid[y - 1][x] + grid[y + 1][x] - grid[y][x - 1];
const sorted = a.slice(0, 8000).sort((x, y) => x - y);
for (let i = 0; i < 20000; i++) { const [p, q, ...r] = [i, ...sorted.slice(0, 4)]; total += p + q + r.length; }
console.log([total, sorted[0], sorted[7999], sieve[399989]].join(' '));
