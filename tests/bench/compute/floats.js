// Numbers with fractions: the mandelbrot set, bodies that attract each other.
let inside = 0;
for (let py = 0; py < 120; py++) {
  for (let px = 0; px < 160; px++) {
    const cx = px / 80 - 1.5, cy = py / 60 - 1;
    let x = 0, y = 0, i = 0;
    while (i < 60 && x * x + y * y < 4) { const t = x * x - y * y + cx; y = 2 * x * y + cy; x = t; i++; }
    if (i === 60) inside++;
  }
}
const bodies = [];
for (let i = 0; i < 5; i++) bodies.push({ x: Math.cos(i) * i, y: Math.sin(i) * i, vx: 0, vy: 0, m: 1 / (i + 1) });
for (let step = 0; step < 9000; step++) {
  for (const a of bodies) for (const b of bodies) {
    if (a === b) continue;
    const dx = b.x - a.x, dy = b.y - a.y, d = Math.sqrt(dx * dx + dy * dy + 0.01), f = b.m / (d * d * d) * 0.001;
    a.vx += dx * f; a.vy += dy * f;
  }
  for (const a of bodies) { a.x += a.vx; a.y += a.vy; }
}
console.log([inside, bodies[0].x.toFixed(6), bodies[4].y.toFixed(6)].join(' '));
