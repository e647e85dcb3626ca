// Too deep a recursion is a RangeError that can be caught, again and again.
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
  function () { var d = 0; function r() { d++; return r() } try { r() } catch (e) { log(e instanceof RangeError, e.message) } log(d > 1000); d = 0; try { (function q() { d++; q(); })() } catch ({ name }) { log(name) } finally { log('f') } return d > 1000 },
  function () { var d = 0; function r() { try { d++; r() } finally { d-- } } try { r() } catch (e) { log(e.name) } return d },
  function () { function r() { try { return r() } catch (e) { return 'deep ' + e.name } } return r() },
  function () { var o = { get x() { return this.x } }; try { o.x } catch (e) { log(e.name) } var p = { toString() { return '' + this } }; try { '' + p } catch (e) { log(e.name) } class A { constructor() { new A } } try { new A } catch (e) { log(e.name) } return 1 },
  function () { function r() { [1].forEach(r) } try { r() } catch (e) { log(e.name) } var n = 0; for (var i = 0; i < 20; i++) { try { (function q() { q() })() } catch (e) { n++ } } return n },
  function () { function use(a, b) { return b } function bad() { throw 1 } var k = 0; for (var i = 0; i < 3000; i++) { try { use(i, use(1, bad())) } catch (e) { k++ } } return k }
];
cases.forEach(function (f, n) { lines = []; try { var r = f(); } catch (e) { return end(n, 'throws ', e); } end(n, '', r); });
