// Values made at random from a fixed seed. What they print was written down by another implementation of 0.2's rules
// that ran on another engine.
var seed = 4711, N = 150;
function rnd(n) { seed = (seed * 16807) % 2147483647; return Math.floor(seed / 64) % n; }
function pick(a) { return a[rnd(a.length)]; }
var strs = ['', 'a', 'abc', "it's", 'q"q', 'back\\', '\\"', 'nl\nx', 'tab\t', '\u0001', '\u007f', '\u00e9', '\u65e5\u672c', '\u2028', 'a long string that goes on and on for a while', '\b\f\r\v', '\\\\', '"', "'", '\\\'', '\u00a0'];
var keys = ['a', 'b', 'foo', '_x', '$y', 'a-b', '1', '10', '01', '007', '-1', '1.5', '', 'it\'s', 'q"', 'e\\', '\u00e9', 'aVeryLongKeyNameIndeed', 'constructor_', 'nl\n', '4294967296', 'value'];
var pool = [];
function prim() {
  switch (rnd(9)) {
    case 0: return rnd(1000) - 500;
    case 1: return pick([0, -0, 1.5, 1e21, 1e-7, NaN, Infinity, -Infinity, 123456789012345680000]);
    case 2: case 3: case 4: return pick(strs);
    case 5: return rnd(2) === 0;
    case 6: return null;
    case 7: return undefined;
    default: return pick(strs) + pick(strs);
  }
}
function extra(o, d) { var n = rnd(3); while (n--) o[pick(keys)] = value(d - 1); return o; }
function value(d) {
  if (d <= 0 || rnd(3) === 0) return prim();
  var o, n;
  switch (rnd(17)) {
    case 0: case 1: case 2: case 3: o = {}; pool.push(o); n = rnd(6); while (n--) o[pick(keys)] = value(d - 1); return o;
    case 4: case 5: case 6: o = []; pool.push(o); n = rnd(8); while (n--) o.push(value(d - 1)); return o;
    case 7: o = []; n = rnd(4); while (n--) o[rnd(12)] = value(d - 1); return rnd(2) ? extra(o, d) : o;
    case 8: o = new Date(rnd(30000) * 86400000); return rnd(2) ? extra(o, d) : o;
    case 9: o = pick([/a/, /b\/c/gi, /x\ny/m, /[']"/]); o = new RegExp(o.source, rnd(2) ? 'g' : ''); return rnd(2) ? extra(o, d) : o;
    case 10: o = rnd(2) ? function () {} : function named() {}; return rnd(2) ? extra(o, d) : o;
    case 11: o = {}; n = rnd(3);
      if (rnd(2)) o.__defineGetter__(pick(['a', 'g', 'a-b']), function () { return 1; });
      if (rnd(2)) o.__defineSetter__(pick(['s', 'g']), function () {});
      return extra(o, d);
    case 12: return pool.length ? pick(pool) : {};
    case 13: o = { v: 1 }; var txt = pick(['<own>', '<two\nlines>', 'wide wide wide wide wide wide wide wide wide wide wide wide', '']); o.inspect = function () { return txt; }; return o;
    case 14: o = Object.create(null); n = rnd(3); while (n--) o[pick(keys)] = value(d - 1); return o;
    case 15: o = new Buffer(pick(['', 'ab', 'hello world'])); return o;
    case 16: o = Object.create({ inherited: 1 }); extra(o, d);
      if (rnd(2)) Object.defineProperty(o, 'hid', { value: value(d - 1), enumerable: false });
      return o;
  }
}
var inspect = require('sys').inspect;
for (var i = 0; i < N; i++) {
  pool = [];
  var v = value(5);
  // cycle
  if (rnd(3) === 0 && pool.length > 1) pick(pool)[pick(keys)] = pick(pool);
  var hidden = false, depth = pick([undefined, undefined, undefined, 0, 1, null, 5]);
  var out;
  out = inspect(v, hidden, depth);
  console.log('%s', i + ' ' + out);
}
