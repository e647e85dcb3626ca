// The keys of a class are evaluated and converted in their order, before anything static runs, and do not see the class.
function tell(what, f) {
  var told;
  try { told = f(); } catch (error) { told = error.name || error; }
  console.log(what + ': ' + told);
}
function key(said, n) { return { toString: function () { said.push('key ' + n); return 'x' + n; } }; }
tell('order', function () {
  var said = [];
  class A {
    static [key(said, 1)] = said.push('value 1');
    static [key(said, 2)]() {}
    static [key(said, 3)] = function () {};
    [key(said, 4)] = said.push('value 4');
    static get [key(said, 5)]() { return 5; }
    static { said.push('block'); }
    static async *[key(said, 6)]() {}
  }
  new A();
  return said + ' ' + A.x3.name + ' ' + Object.getOwnPropertyNames(A);
});
tell('a key that throws', function () {
  var said = [];
  try { class A { static a = said.push('value'); static [{ toString() { throw 'key'; } }] = said.push('value'); } } catch (error) { said.push(error); }
  return said;
});
tell('symbols', function () { var s = Symbol('s'); class A { static [s] = () => 1; } return A[s].name; });
tell('method', function () { class C { [C]() {} } });
tell('generator', function () { class C { *[C.name]() {} } });
tell('static field', function () { class C { static [C] = 1; } });
tell('expression', function () { return class C { [C]() {} }; });
tell('by a function', function () { class C { [(() => C)()]() {} } });
tell('by eval', function () { class C { [eval('C')]() {} } });
tell('typeof', function () { class C { [typeof C]() {} } });
tell('heritage', function () { class C extends C {} });
tell('static values see it', function () { class C { static x = C.name; static { C.y = C === this; } } return C.x + ' ' + C.y; });
tell('methods see it', function () { var D = class C { m() { return C; } }; return new D().m() === D; });
