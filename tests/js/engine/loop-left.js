// A loop that is left in any way closes its own iterator, in the right order, and no other.
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
  function () { for (var x of [1,2]) { f: { for (var y of it(3)) if (y == 2) break f; log('no'); } log(x); } },
  function () { o: for (var x of it(3,'o')) { for (var y of it(3,'i')) { if (y == 2) continue o; log(x,y); } } },
  function () { o: for (var x of it(3,'o')) { for (var y of it(3,'i')) { for (var z in {a:1,b:2}) { if (y == 2) break o; log(x,y,z); } } } log('end'); },
  function () { for (var x of it(3,'o')) { for (var y of it(3,'i',{closeThrows:1})) { try { return x; } catch (e) { log('caught', e.message); } } } },
  function () { for (var x of it(3,'o')) { try { for (var y of it(3,'i',{closeThrows:1})) { try { return x; } catch (e) { log('wrong', e.message); } } } catch (e) { log('caught', e.message) } } },
  function () { for (var x of it(2,'o')) { try { for (var y of it(3,'i',{closeThrows:1})) { break; } } catch (e) { log('caught', e.message); } } },
  function () { for (var x of it(2,'o')) { try { for (var y of it(3,'i',{closeBad:1})) { break; } } catch (e) { log('caught', e.name); } log(x) } },
  function () { for (var x of it(2,'o')) { try { for (var y of it(3,'i',{closeBad:1})) { throw new Error('u'); } } catch (e) { log('caught', e.message); } log(x) } },
  function () { for (var x of it(2,'o')) { try { for (var y of it(3,'i',{closeThrows:1})) { throw new Error('u'); } } catch (e) { log('caught', e.message); } log(x) } },
  function () { for (var x of it(2,'o')) { try { for (var y of it(3,'i',{nextThrows:2})) { log(y) } } catch (e) { log('caught', e.message); } log(x) } },
  function () { for (var x of it(2,'o')) { try { for (var k in {a:1,b:2}) { if (k == 'b') throw new Error('u'); log(k) } } catch (e) { log('caught', e.message); } log(x) } },
  function () { for (var x of it(2,'o')) { try { var [a, b, c] = it(3,'p',{nextThrows:2}); } catch (e) { log('caught', e.message); } log(x) } },
  function () { for (var x of it(2,'o')) { var [a] = it(5,'p'); var [b, ...c] = it(3,'q'); log(x, a, b, c); } },
  function () { for (var x of it(2,'o')) { try { var [a] = it(5,'p',{closeThrows:1}); } catch (e) { log(e.message) } log(x, a); } },
  function () { for (var x of it(2,'o')) { try { var [a = (function(){throw new Error('u')})()] = it(0,'p',{closeThrows:1}); } catch (e) { log(e.message) } log(x, a); } },
  function () { for (var x of it(2,'o')) { try { var [a, [b]] = [1, null]; } catch (e) { log(e.name) } log(x, a); } },
  function () { for (var x of it(2,'o')) { try { var {a, b: [c, d]} = {a: 1, b: it(5,'q',{nextThrows:2})}; } catch (e) { log(e.message) } log(x, a); } },
  function () { for (var x of it(2,'o')) { try { for (var [a, b] of [it(5,'p'), it(5,'q'), it(3,'r',{nextThrows:1})]) log(a, b); } catch (e) { log(e.message) } log(x); } },
  function () { a: b: for (var k of it(3,'o')) { for (var j of it(3,'i')) { if (k == 2) break a; continue b; } } },
  function () { a: { for (var k of it(3,'o')) { switch (k) { case 1: log('one'); break; case 2: break a; } } log('no'); } log('after'); },
  function () { a: switch (1) { case 1: for (var k of it(3,'o')) { if (k == 2) break a; log(k) } case 2: log('no') } log('after'); },
  function () { for (var k of it(3,'o')) { switch (k) { case 1: continue; case 2: log('two'); break; default: log('def'); } log(k); } },
  function () { try { for (var k of it(3,'o')) { try { if (k == 2) break; log(k); } finally { log('f' + k); } } } finally { log('F') } },
  function () { for (var k of it(3,'o')) { try { continue; } finally { log('f' + k); if (k == 2) break; } } },
  function () { for (var k of it(3,'o')) { try { return 'r' + k; } finally { log('f' + k); if (k < 2) continue; } } },
  function () { for (var k of it(3,'o')) { try { throw k; } catch (e) { for (var j of it(3,'i')) { if (j == e) return [k, j]; } } finally { log('f' + k); } } },
  function () { function f() { for (var k of it(3,'o')) for (var j of it(3,'i')) for (var l in {a:1}) return [k,j,l]; } log(f()); for (var q of it(1,'z')) { log(f()); } },
  function () { function f() { for (var k of it(3,'o')) { for (var j of it(3,'i',{closeThrows:1})) { return 1; } } } try { f() } catch (e) { log(e.message) } },
  function () { function f() { for (var k of it(3,'o',{closeThrows:1})) { for (var j of it(3,'i',{closeThrows:1})) { return 1; } } } try { f() } catch (e) { log(e.message) } },
  function () { let fs = []; for (let k of it(3,'o')) { for (let j of it(3,'i')) { fs.push(() => k * 10 + j); if (j == 2) break; } } log(fs.map(f => f())); },
  function () { let fs = []; o: for (let k of it(3,'o')) { for (let j of it(3,'i')) { fs.push(() => k * 10 + j); if (j == 2) continue o; } } log(fs.map(f => f())); },
  function () { do { for (var x of it(5)) { if (x == 3) break; if (x == 1) continue; log(x) } } while (false); while (true) { for (var x of it(2,'w')) { break } break } },
  function () { function f(n) { for (var x of it(3,n)) { if (x == 2) return g(n + x) } } function g(n) { for (var y of it(2,n)) return n } log(f('a')); },
  function () { var i = 0; for (;;) { try { i++; for (var x of it(3,'o')) { try { throw 1 } finally { if (i < 3) continue; break } } } finally { if (i > 3) break } } log(i); },
  function () { var [a, , b] = it(5,'p'); log(a, b); var [] = it(5,'e'); [] = it(3,'e2'); var [...[c, d]] = it(3,'r'); log(c, d); },
  function () { function f([a, b] = it(4,'d'), {c = a} = {}) { return [a, b, c] } log(f(), f([5,6],{c:7})); },
  function () { var s = [...it(3,'s')]; log(s, Math.max(...it(2,'m'), ...[9])); try { [...it(3,'s',{nextThrows:2})] } catch (e) { log(e.message) } },
  function () { for (const x of it(2)) { const y = x; try { x = 5 } catch (e) { log(e.name) } log(x) } },
  function () { for (var x of it(2,'o')) { eval('for (var y of [1]) break'); log(x, y) } },
  function () { for (var x of it(2,'o')) { with ({z: 1}) { for (var y of it(2,'i')) { if (y == z) continue; break } } } },
  function () { for (var i = 0, n = 0; i < 3; i++) { for (var x of it(3)) { n++; if (n > 2) break } } log(n); }
];
cases.forEach(function (f, n) { lines = []; try { var r = f(); } catch (e) { return end(n, 'throws ', e); } end(n, '', r); });
