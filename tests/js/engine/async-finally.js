// finally, await and for await in async functions.
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
  async function () { try { throw new Error('u') } catch (e) { throw new Error('next') } finally { await 0; quiet() } },
  async function () { try { return 'r' } finally { await 0; try { await Promise.reject(1) } catch (e) { log(e) } } },
  async function () { for (var i = 0; i < 3; i++) { try { if (i == 1) continue; await i } finally { await 0; log(i) } } return 'e' },
  async function () { try { await Promise.reject(new Error('u')) } finally { log('f') } },
  async function () { try { await Promise.reject('x') } catch (e) { log(e); return await 'y' } finally { await 1; log('f') } },
  async function () { for await (var x of it(3,'a')) { if (x == 2) break; log(x) } },
  async function () { for await (var x of it(3,'a')) { try { return x } finally { log('f'); await 1 } } },
  async function () { o: for (var q of it(2,'q')) for await (var x of it(3,'a')) { if (x == 2) continue o; log(x) } },
  async function () { try { for await (var x of it(3,'a')) { throw new Error('u') } } catch (e) { log(e.message) } },
  async function () { try { for await (var x of it(3,'a',{closeThrows:1})) { break } } catch (e) { log(e.message) } },
  async function () { try { for await (var x of it(3,'a',{closeThrows:1})) { throw 'mine' } } catch (e) { log(e) } },
  async function () { for (var q of it(2,'q')) { try { for await (var x of it(3,'a',{nextThrows:2})) { log(x) } } catch (e) { log(e.message) } } },
  async function () { try { for await (var x of [Promise.resolve(1), Promise.reject('no'), 3]) log(x) } catch (e) { log(e) } },
  async function () { async function* s() { try { yield 1; yield 2 } finally { log('closed'); await 0; log('closed2') } } for await (var x of s()) { break } for await (var y of s()) { if (y == 2) continue } return 'e' },
  async function () { async function* s() { try { yield 1; yield 2 } finally { log('closed'); await 0 } } async function* m(i) { for await (var x of i) yield x * 2 } for await (var x of m(m(s()))) { log(x); break } },
  async function () { async function* s() { try { yield 1; yield 2 } catch (e) { log('sc', e) } finally { log('closed') } } var g = s(); await g.next(); log((await g.return(9)).value); log((await g.next()).done); g = s(); await g.next(); log((await g.throw('t')).done) },
  async function () { var ai = {[Symbol.asyncIterator]() { return this }, async next() { return {done: false, value: 1} }, async return() { log('ret'); return {} }}; for await (var x of ai) { break } try { for await (var x of ai) throw 1 } catch (e) { log(e) } },
  async function () { var ai = {[Symbol.asyncIterator]() { return this }, async next() { return {done: false, value: 1} }, async return() { log('ret'); return 5 }}; try { for await (var x of ai) { break } } catch (e) { log(e.name) } },
  async function () { var ai = {[Symbol.asyncIterator]() { return this }, async next() { return {done: false, value: 1} }, async return() { throw new Error('close') }}; try { for await (var x of ai) { break } } catch (e) { log(e.message) } try { for await (var x of ai) { throw 'm' } } catch (e) { log(e) } },
  async function () { var r = []; async function p(n) { try { throw n } catch (e) { throw n + 'c' } finally { await 0; r.push(n) } } async function q() { await 0; await 0; return 'q' } var all = await Promise.allSettled([p('a'), q(), p('b'), q()]); return all.map(x => x.value || x.reason) },
  async function () { yield* (async function* () { try { yield 1; yield 2 } finally { log('in'); await 1; log('in2') } })(); return 'r' },
  async function () { return Promise.reject(new Error('u')) },
  async function () { try { return Promise.reject(new Error('u')) } catch (e) { log('caught') } finally { log('f') } },
  async function () { var [a = await 5, b = await 6] = it(1,'p'); return [a, b] },
  async function () { var f = async ([a = (() => { throw new Error('u') })()]) => a; try { await f([]) } catch (e) { log(e.message) } },
  async function () { log(1, await 2, await 3); return [await 4, ...await [5, 6]] }
];
(async function () {
  for (var n = 0; n < cases.length; n++) { lines = []; try { var r = await cases[n](); } catch (e) { end(n, 'rejects ', e); continue; } end(n, '', r); }
})();
