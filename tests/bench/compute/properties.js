// Reading and writing properties, own and inherited, and methods.
function Point(x, y) { this.x = x; this.y = y; }
Point.prototype.move = function (dx, dy) { this.x += dx; this.y += dy; return this; };
Point.prototype.length2 = function () { return this.x * this.x + this.y * this.y; };
class Named extends Point {
  constructor(name) { super(0, 0); this.name = name; this.count = 0; }
  get size() { return this.count; }
  step() { this.count++; return this.move(1, -1); }
}
var p = new Point(0, 0), n = new Named('n'), total = 0;
for (let i = 0; i < 400000; i++) {
  p.move(1, 2);
  n.step();
  total += (p.length2() + n.size + n.x) % 7;
}
console.log([total, p.x, n.y, n.name].join(' '));
