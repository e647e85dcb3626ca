// Making objects: literals, constructors, classes, spread, destructuring, keys that come and go.
class Node2 { constructor(value, next) { this.value = value; this.next = next; } }
let list = null, sum = 0;
for (let i = 0; i < 150000; i++) {
  const o = { id: i, name: 'n', at: { x: i, y: -i }, tags: [i] };
  const { id, at: { x, y } } = o;
  sum += id + x + y + o.tags[0];
  list = new Node2(id, i % 1000 ? list : null);
  if (i % 4 === 0) { const c = { ...o, extra: 1 }; sum += Object.keys(c).length; for (const k in c.at) sum += k.length; }
}
const table = {};
for (let i = 0; i < 60000; i++) { table['k' + i % 40] = i; if (i % 3 === 0) delete table['k' + (i * 7) % 40]; }
console.log([sum, list.value, Object.keys(table).length].join(' '));
