// this, super, new.target and arguments in arrow functions within arrow functions.
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
  function () { function F() { this.v = 1; this.f = () => () => this.v; this.g = () => { return () => () => () => this.v } } var o = new F; return [o.f()(), o.g()()()()] },
  function () { function F() { return () => () => [this.v, arguments.length, new.target === undefined] } return F.call({ v: 3 }, 1, 2)()() },
  function () { class A { constructor() { this.n = new.target.name; this.f = () => () => new.target.name } m() { return 'Am' + this.n } } class B extends A { constructor() { var f = () => () => this; try { f()() } catch (e) { log(e.name) } super(); log(f()() === this); this.t = () => () => super.m() } } var b = new B; return [b.t()(), b.f()(), b.n] },
  function () { class A { constructor(x) { this.x = x } } class B extends A { constructor() { (() => (() => super(7))())(); this.y = (() => () => this.x)()() } } class C extends A { constructor() { var s = () => super(1); s(); try { s() } catch (e) { log(e.name) } log((() => this.x)()) } } new C; return new B().y },
  function () { class A { v = 1; f = () => () => this.v; static s = 2; static g = () => () => this.s; #p = 3; h = () => () => this.#p; static { this.k = (() => () => this.s)()() } [(() => () => 'n')()()] = (() => this.v)() } var a = new A; return [a.f()(), A.g()(), a.h()(), A.k, a.n] },
  function () { var o = { v: 1, m() { return [1].map(() => [1].map(() => this.v)) }, async n() { return (async () => (() => this.v)())() }, *g() { yield (() => () => this.v)()() }, get p() { return (() => () => this.v)()() } }; return [o.m(), [...o.g()], o.p] },
  function () { var o = { v: 1, m() { return eval('(() => () => this.v)()()') }, n() { return (() => eval('(() => this.v)()'))() }, k() { return (() => () => eval('this.v'))()() } }; return [o.m(), o.n(), o.k()] },
  function () { function f() { return (() => { function g() { return (() => () => typeof this)()() } return g.call(5) })() } return f.call({}) + typeof (() => () => this)()() }
];
cases.forEach(function (f, n) { lines = []; try { var r = f(); } catch (e) { return end(n, 'throws ', e); } end(n, '', r); });
