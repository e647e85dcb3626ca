// return() and throw() of an async generator close the loops and run the finally blocks around the yield.
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
  async function* () { try { yield 1; log('after') } finally { yield 'f'; quiet(); log('f2') } },
  async function* () { try { try { yield 1 } finally { yield 2; try { throw 'q' } catch (e) { } } } finally { log('o'); yield 3 } return 'end' },
  async function* () { try { yield 1 } catch (e) { log('c', e); return 'caught' } finally { log('f'); yield 2 } return 'end' },
  async function* () { for (var x of it(3,'a')) { yield x } },
  async function* () { for (var x of it(3,'a')) { try { yield x } finally { log('f' + x) } } },
  async function* () { for (var x of it(3,'a')) for (var y of it(2,'b')) { try { yield x + y } catch (e) { log('c', e) } } },
  async function* () { for (var x of it(3,'a',{closeThrows:1})) { try { yield x } catch (e) { log('c', e && e.message || e) } } },
  async function* () { var [a, b = yield 7] = it(1,'p'); return [a, b] },
  async function* () { var [a, b = yield 7, c = 3] = it(5,'p'); return [a, b, c] },
  async function* () { var x = [1, yield 2, yield 3]; return x },
  async function* () { log(1, yield 2, yield 3); return Math.max(yield 4, yield 5) },
  async function* () { try { return yield 1 } finally { yield 2 } },
  async function* () { while (true) { try { yield 1 } finally { break } } return 'out' },
  async function* () { for (;;) { try { yield 1 } finally { log('f'); if (yield 2) break; else break } } return 'out' },
  async function* () { l: try { yield 1 } finally { break l } yield 'on'; return 'out' },
  async function* () { for (var x in {a:1,b:2}) { yield x } return 'e' },
  async function* () { function* s() { try { yield 's1'; yield 's2' } finally { log('s closed') } } yield* s(); return 'e' },
  async function* () { function* s() { try { yield 's1'; yield 's2' } finally { log('s closed'); yield 'sf' } } var r = yield* s(); return r },
  async function* () { function* s() { try { yield 's1' } catch (e) { log('sc', e); yield 'sc' } return 'sr' } for (var q of it(2,'q')) { log(yield* s()) } },
  async function* () { with ({p: 1}) { for (var x of it(2,'a')) { yield x + p } } },
  async function* () { var fs = []; for (let x of it(3,'a')) { fs.push(() => x); yield x } return fs.map(f => f()) },
  async function* () { async function* s() { try { yield 1; yield 2 } finally { log('closed'); await 0; log('closed2') } } for await (var x of s()) { break } for await (var y of s()) { if (y == 2) continue } return 'e' },
  async function* () { async function* s() { try { yield 1; yield 2 } finally { log('closed'); await 0 } } async function* m(i) { for await (var x of i) yield x * 2 } for await (var x of m(m(s()))) { log(x); break } },
  async function* () { async function* s() { try { yield 1; yield 2 } catch (e) { log('sc', e) } finally { log('closed') } } var g = s(); await g.next(); log((await g.return(9)).value); log((await g.next()).done); g = s(); await g.next(); log((await g.throw('t')).done) },
  async function* () { yield 1; try { await Promise.reject(new Error('u')) } finally { yield 2; await 3; log('f') } },
  async function* () { for await (var x of it(3,'a')) { yield x } return 'r' },
  async function* () { for await (var x of it(3,'a')) { try { yield x } finally { await 1; yield 'f' } } return 'r' },
  async function* () { yield* (async function* () { try { yield 1; yield 2 } finally { log('in'); await 1; log('in2') } })(); return 'r' },
  async function* () { try { yield Promise.reject(new Error('u')) } catch (e) { log(e.message); yield 'c' } }
];
async function drive(n, label, f, step) {
  lines = [];
  try { var g = f(), r = await g.next(), k = 0; while (!r.done && k++ < 6) { log('yield', r.value); r = await step(g, k); } } catch (e) { return end(n + label, 'throws ', e); }
  end(n + label, r.done ? '' : 'goes on ', r.value);
}
(async function () {
  for (var n = 0; n < cases.length; n++) {
    await drive(n, ' next', cases[n], function (g, k) { return g.next(k); });
    await drive(n, ' return', cases[n], function (g, k) { return g.return('R' + k); });
    await drive(n, ' throw', cases[n], function (g, k) { return k == 1 ? g.throw('T') : g.next(k); });
  }
})();
