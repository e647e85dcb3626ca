// Errors thrown and caught, through calls, with finally; blocks that nothing happens to.
function check(n) { if (n % 4 === 0) throw new RangeError('four'); if (n % 7 === 0) throw n; return n; }
function through(n) { try { return check(n); } finally { done++; } }
let done = 0, total = 0;
for (let i = 0; i < 90000; i++) {
  try { total += through(i); } catch (e) { total += e instanceof RangeError ? e.message.length : e; }
}
for (let i = 0; i < 900000; i++) {
  try { total += i & 3; } finally { total ^= 1; }
}
console.log([done, total].join(' '));
