// What waits while finally runs is kept, whatever finally does.
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
  function () { try { return 1 } finally { quiet() } },
  function () { try { throw 1 } catch (e) { throw 2 } finally { quiet(); try { [1].forEach(function () { throw 3 }) } catch (e) { log(e) } } },
  function () { try { try { return 'outer' } finally { l: { try { return 'inner' } finally { break l } } } } finally { log('f') } },
  function () { try { try { throw 1 } finally { try { throw 2 } catch (e) { log(e) } } } catch (e) { log(e) } },
  function () { var n = 0; for (;;) { try { return 'dropped' } finally { if (n++ < 3) continue; break } } return n },
  function () { for (var i = 0; i < 3; i++) { try { try { if (i == 7) return 1; continue } finally { log('a' + i) } } finally { log('b' + i) } } return i },
  function () { for (var i = 0; i < 5; i++) { try { try { try { if (i == 1) continue; if (i == 3) break; if (i == 9) return; log(i) } finally { log('a') } } finally { log('b') } } finally { log('c') } } },
  function () { o: for (var j = 0; j < 2; j++) for (var i = 0; i < 3; i++) { try { try { if (i == 0) continue; if (i == 1) continue o; } finally { log('x') } } finally { log('y') } } },
  function () { try { return (function () { try { return log('a'), 1 } finally { log('b') } })() } finally { log('c') } },
  function () { function f() { try { return f2() } finally { f2() } } function f2() { try { return 5 } finally { try { throw 1 } catch (e) { } } } return f() },
  function () { try { throw new Error('u') } finally { return 'won' } },
  function () { try { throw new Error('u') } finally { l: for (;;) { break l } } },
  function () { l: try { throw new Error('u') } finally { break l } return 'here' },
  function () { try { return 1 } catch (e) { return 2 } finally { return 3 } },
  function () { try { throw 1 } catch (e) { return e } finally { log('fin') } },
  function () { try { throw 1 } catch { return 'c' } finally { for (var x of it(3)) { if (x == 2) break } } },
  function () { try { for (var x of it(3)) { try { return x } finally { log('in') } } } finally { log('out') } },
  function () { try { for (var x of it(3,'a',{closeThrows:1})) { try { return x } finally { log('in') } } } catch (e) { log(e.message) } finally { log('out') } },
  function () { var x = 1; try { return x } finally { x = 2 } },
  function () { var o = {v: 1}; try { return o } finally { o.v = 2 } },
  function () { var a = []; function f(n) { try { if (n == 0) throw 'deep'; return f(n - 1) } finally { a.push(n); quiet() } } try { f(5) } catch (e) { log(e) } log(a) },
  function () { try { try { throw 1 } finally { try { throw 2 } finally { try { throw 3 } catch (e) { log(e) } } } } catch (e) { log(e) } },
  function () { try { try { return 1 } finally { throw 2 } } catch (e) { log(e); return 'x' } finally { log('f') } },
  function () { l1: try { l2: try { break l1 } finally { break l2 } log('after') } finally { log('f') } log('end') },
  function () { switch (1) { case 1: try { break } finally { log('f') } case 2: log('no') } log('end') },
  function () { for (var i of [1,2,3]) { try { if (i == 2) continue; log(i) } catch (e) { } finally { log('f' + i) } } },
  function () { for (var i = 0; i < 2; i++) { try { throw i } catch (e) { continue } finally { log(i) } } },
  function () { while (true) { try { throw 1 } catch (e) { break } finally { log('f') } } do { try { continue } finally { log('g') } } while (false) },
  function () { var f = function () { try { return this } finally { quiet() } }; return typeof f.call(5) },
  function () { class A { } class B extends A { constructor() { try { super(); return } finally { quiet(); this.y = 2 } } } return new B().y },
  function () { class A { } class B extends A { constructor() { try { return 1 } catch (e) { log('wrong') } } } try { new B } catch (e) { log(e.name) } },
  function () { class A { } class B extends A { constructor() { try { this.x } catch (e) { log(e.name) } finally { super() } this.z = 1 } } return new B().z },
  function () { function f() { try { throw 1 } catch ([a]) { } finally { log('f') } } try { f() } catch (e) { log(e.name) } },
  function () { function f() { try { throw {a: 1} } catch ({a, b = a}) { return [a, b] } finally { log('f') } } return f() }
];
cases.forEach(function (f, n) { lines = []; try { var r = f(); } catch (e) { return end(n, 'throws ', e); } end(n, '', r); });
