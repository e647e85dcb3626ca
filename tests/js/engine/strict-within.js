// A function within strict code, or within a class, is strict for its names, too.
function tell(what, f) {
  var told;
  try { told = f(); } catch (error) { told = error.name; }
  console.log(what + ': ' + told);
}
tell('a function in a block', function () { 'use strict'; return (function () { { function inner() {} } return typeof inner; })(); });
tell('in a method', function () { class A { m() { { function inner() {} } return typeof inner; } } return new A().m(); });
tell('in a field', function () { class A { x = (() => { { function inner() {} } return typeof inner; })(); } return new A().x; });
tell('in a static block', function () { class A { static { { function inner() {} } A.x = typeof inner; } } return A.x; });
tell('in a computed name', function () {
  class A { static [(function () { { function inner() {} } return typeof inner; })()] = 1; }
  return A.undefined;
});
tell('in the heritage', function () {
  var told;
  class A extends (function () { { function inner() {} } told = typeof inner; return Object; })() {}
  return told;
});
tell('beside it', function () { { class A {} function inner() {} } return typeof inner; });
tell('its own name', function () { 'use strict'; return (function g() { g = 1; })(); });
tell('in an arrow', function () { 'use strict'; return (() => (function g() { g = 1; })())(); });
tell('in a pattern', function () { 'use strict'; return (function g() { [g] = [1]; })(); });
tell('in a default', function () { 'use strict'; return (function g(a = g = 1) {})(); });
tell('in a generator', function () { 'use strict'; return (function* g() { g++; })().next().value; });
tell('in a class', function () { class A { static m() { return (function g() { g += 1; })(); } } return A.m(); });
tell('sloppy', function () { return (function g() { g = 1; g++; return typeof g; })(); });
tell('sloppy after a class', function () { class A { m() {} } return (function g() { g = 1; return typeof g; })(); });
