// return() and throw() of a generator close the loops and run the finally blocks around the yield.
var lines;
function log() { lines.push(Array.prototype.map.call(arguments, function (v) { return typeof v == 'string' ? v : JSON.stringify(v); }).join(' ')); }
function it(n, name, o) {
  var i = 0, r = {
    [Symbol.iterator]() { return r; },
    next() { i++; if (o && o.nextThrows == i) throw new Error('next'); return { done: i > n, value: i }; },
    return() { log('close ' + (name || '')); if (o && o.closeThrows) throw new Error('close'); return o && o.closeBad ? 1 : {}; }
  };
  return r;
}
function quiet() { try { nowhere(); } catch (e) { } }
function end(n, how, value) { console.log(n + ' ' + lines.join(', ') + ' => ' + (how || '') + (value instanceof Error ? value.name + ': ' + (/^(close|next|u)$/.test(value.message) ? value.message : '..') : JSON.stringify(value))); }
var cases = [
  function* () { try { yield 1; log('after') } finally { yield 'f'; quiet(); log('f2') } },
  function* () { try { try { yield 1 } finally { yield 2; try { throw 'q' } catch (e) { } } } finally { log('o'); yield 3 } return 'end' },
  function* () { try { yield 1 } catch (e) { log('c', e); return 'caught' } finally { log('f'); yield 2 } return 'end' },
  function* () { for (var x of it(3,'a')) { yield x } },
  function* () { for (var x of it(3,'a')) { try { yield x } finally { log('f' + x) } } },
  function* () { for (var x of it(3,'a')) for (var y of it(2,'b')) { try { yield x + y } catch (e) { log('c', e) } } },
  function* () { for (var x of it(3,'a',{closeThrows:1})) { try { yield x } catch (e) { log('c', e && e.message || e) } } },
  function* () { var [a, b = yield 7] = it(1,'p'); return [a, b] },
  function* () { var [a, b = yield 7, c = 3] = it(5,'p'); return [a, b, c] },
  function* () { var x = [1, yield 2, yield 3]; return x },
  function* () { log(1, yield 2, yield 3); return Math.max(yield 4, yield 5) },
  function* () { try { return yield 1 } finally { yield 2 } },
  function* () { while (true) { try { yield 1 } finally { break } } return 'out' },
  function* () { for (;;) { try { yield 1 } finally { log('f'); if (yield 2) break; else break } } return 'out' },
  function* () { l: try { yield 1 } finally { break l } yield 'on'; return 'out' },
  function* () { for (var x in {a:1,b:2}) { yield x } return 'e' },
  function* () { function* s() { try { yield 's1'; yield 's2' } finally { log('s closed') } } yield* s(); return 'e' },
  function* () { function* s() { try { yield 's1'; yield 's2' } finally { log('s closed'); yield 'sf' } } var r = yield* s(); return r },
  function* () { function* s() { try { yield 's1' } catch (e) { log('sc', e); yield 'sc' } return 'sr' } for (var q of it(2,'q')) { log(yield* s()) } },
  function* () { try { yield* it(3,'d') } finally { log('f') } },
  function* () { try { yield* it(3,'d',{closeThrows:1}) } catch (e) { log(e && e.name) } finally { log('f') } },
  function* () { for (var q of it(2,'q')) yield* it(3,'d',{closeBad:1}) },
  function* () { var o = {[Symbol.iterator]() { return this }, next() { return {value: 1, done: false} }}; for (var q of it(2,'q')) yield* o },
  function* () { class A { *m() { try { yield 1 } finally { log(this.k) } } } var a = new A; a.k = 'k'; yield* a.m() },
  function* () { with ({p: 1}) { for (var x of it(2,'a')) { yield x + p } } },
  function* () { var fs = []; for (let x of it(3,'a')) { fs.push(() => x); yield x } return fs.map(f => f()) }
];
function drive(n, label, f, step) {
  lines = [];
  try { var g = f(), r = g.next(), k = 0; while (!r.done && k++ < 6) { log('yield', r.value); r = step(g, k); } } catch (e) { return end(n + label, 'throws ', e); }
  end(n + label, r.done ? '' : 'goes on ', r.value);
}
cases.forEach(function (f, n) {
  drive(n, ' next', f, function (g, k) { return g.next(k); });
  drive(n, ' return', f, function (g, k) { return g.return('R' + k); });
  drive(n, ' throw', f, function (g, k) { return k == 1 ? g.throw('T') : g.next(k); });
});
