// Map and Set: words counted, pairs seen, an LRU cache, iteration.
const counts = new Map(), seen = new Set(), lru = new Map();
let total = 0;
for (let i = 0; i < 250000; i++) {
  const key = 'w' + (i * 7919) % 5003;
  counts.set(key, (counts.get(key) || 0) + 1);
  seen.add((i * 31) % 40009);
  if (seen.has(i)) total++;
}
for (let i = 0; i < 40000; i++) {
  const key = (i * i) % 331;
  if (lru.has(key)) { const v = lru.get(key); lru.delete(key); lru.set(key, v + 1); }
  else { lru.set(key, 1); if (lru.size > 100) lru.delete(lru.keys().next().value); }
}
for (let round = 0; round < 5; round++) {
  for (const [k, v] of counts) total += k.length + v;
  counts.forEach(v => { total += v; });
  for (const x of seen) total += x & 1;
}
const byObject = new Map(), objects = [];
for (let i = 0; i < 20000; i++) { const o = {}; objects.push(o); byObject.set(o, i); }
for (const o of objects) total += byObject.get(o);
console.log([total, counts.size, seen.size, lru.size].join(' '));
