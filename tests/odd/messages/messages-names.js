// What failed and where, in V8's words: see at() for what is printed.
function at(f) {
  try { f(); console.log('no error'); } catch (e) {
    var place = /messages-[a-z]+\.js:(\d+):(\d+)/.exec(e.stack);
    console.log(e.name + ': ' + e.message + ' @' + (place ? place[1] + ':' + place[2] : '?'));
  }
}
var o = { a: {}, n: null, u: undefined, s: 'str', i: 1, f: function () { return o; }, g: function () {} };
var arr = [1, { x: 1 }], f = function () { return o; }, num = 5, str = 'abc', nul = null, und, sym = Symbol('q');
function Klass() {}
at(function () { missing; });
at(function () { missing(); });
at(function () { missing.x; });
at(function () { missing.x(); });
at(function () { missing = missing2; });
at(function () { missing + 1; });
at(function () { 1 + missing; });
at(function () { f(missing); });
at(function () { f(1,   missing); });
at(function () { return missing; });
at(function () { throw missing; });
at(function () { var x = missing; });
at(function () { var x = 1 + missing; });
at(function () { [missing]; });
at(function () { ({ x: missing }); });
at(function () { ({ missing }); });
at(function () { `${missing}`; });
at(function () { typeof missing.x; });
at(function () { typeof missing;  missing; });
at(function () { delete missing.x; });
at(function () { missing++; });
at(function () { ++missing; });
at(function () { missing += 1; });
at(function () { missing ||= 1; });
at(function () { missing`x`; });
at(function () { new missing; });
at(function () { new missing.x(); });
at(function () { if (missing) f(); });
at(function () { while (missing) f(); });
at(function () { for (var i = 0; i < missing; i++); });
at(function () { for (var v of missing); });
at(function () { for (var v in missing); });
at(function () { switch (missing) { } });
at(function () { switch (1) { case missing: } });
at(function () { o[missing]; });
at(function () { o[missing] = 1; });
at(function () { o.x = missing; });
at(function () { (missing); });
at(function () { missing ? 1 : 2; });
at(function () { 1 ? missing : 2; });
at(function () { !missing; });
at(function () { -missing; });
at(function () { void missing; });
at(function () { missing, 1; });
at(function () { 1, missing; });
at(function () { missing || 1; });
at(function () { 0 || missing; });
at(function () { missing == 1; });
at(function () { 'a' in missing; });
at(function () { missing instanceof f; });
at(function () { (function () { return missing; })(); });
at(function () { (() => missing)(); });
at(function () { (function (a = missing) {})(); });
at(function () { (function ({ a = missing }) {})({}); });
at(function () { class A extends missing {} });
at(function () { class A { x = missing; } new A(); });
at(function () { class A { [missing]() {} } });
at(function () { eval('missing');  missing; });
at(function () { 'use strict'; missing = 1; });
at(function () { 'use strict'; undeclared1 += 1; });
at(function () { 'use strict'; var q = 1; undeclared2 = q; });
at(function () { function s() { 'use strict'; undeclared3 = 1; } s(); });
at(function () { x; let x = 1; });
at(function () { x = 1; let x; });
at(function () { x(); const x = 1; });
at(function () { x.y; class x {} });
at(function () { new X(); class X {} });
at(function () { typeof x; let x; });
at(function () { x++; let x = 1; });
at(function () { x += 1; let x = 1; });
at(function () { f(x); let x = 1; });
at(function () { (() => x)(); let x = 1; });
at(function () { let g = () => y; g(); let y = 1; });
at(function () { let x = x; });
at(function () { let x = x + 1; });
at(function () { const c = c + 1; });
at(function () { let [x] = [x]; });
at(function () { let { x = x } = {}; });
at(function () { let x = 1, y = z, z = 2; });
at(function () { { x; let x = 1; } });
at(function () { for (let x of x); });
at(function () { for (let x in x); });
at(function () { for (let x = x; ;); });
at(function () { switch (1) { case 0: let x; case 1: x; } });
at(function () { (function (a = b, b) {})(); });
at(function () { (function (a = a) {})(); });
at(function () { class A extends A {} });
at(function () { class A { static x = A.y.z; } });
at(function () { class A { [A.x]() {} } });
at(function () { const c = 1; c = 2; });
at(function () { const c = 1; c += 2; });
at(function () { const c = 1; c++; });
at(function () { const c = 1; ++c; });
at(function () { const c = 1;  --c; });
at(function () { const c = 1; [c] = [2]; });
at(function () { const c = 1; ({ c } = { c: 2 }); });
at(function () { const c = 1; ({ x: c } = { x: 2 }); });
at(function () { const c = 1; for (c of [1]); });
at(function () { const c = 1; for (c in { a: 1 }); });
at(function () { const c = null; c ??= 2; });
at(function () { const c = 1; c &&= 2; });
at(function () { const c = 1; (() => { c = 2; })(); });
at(function () { const c = 1; (() => { c++; })(); });
at(function () { const c = 1;   o.x = c = 3; });
at(function () { for (const i = 0; i < 2; i++); });
at(function () { for (const i of [1]) i = 2; });
at(function () { class A { static m() { A = 1; } } A.m(); });
at(function () { class A { m() { A = 1; } } new A().m(); });
at(function () { (class B { static m() { B = 1; } }).m(); });
at(function () { 'use strict'; (function q() { q = 1; })(); });
at(function () { import0; });
at(function () { const { a, b } = o; a = 1; });
at(function () { const [p] = [1]; p = 2; });
at(function () { const c = {};

   c
 =
 1; });
at(function () { const c = 1; eval('c = 2'); });
at(function () { f(
  1,
  missing
); });
at(function () { return [
  1,
  missing
]; });
at(function () { return {
  a: 1,
  b: missing
}; });
at(function () { var a = 1,
    b = missing; });
at(function () { var longer = 1 +
  missing; });
at(function () { new.target.x; });
at(function () { this.missing.x; });
at(function () { globalThis.missing.x; });
at(function () { arguments.x.y; });
at(function () { undefined = 1; NaN = 1; 'use strict'; missing; });
at(function () { (function () { 'use strict'; undefined = 1; })(); });
at(function () { (function () { 'use strict'; NaN = 1; })(); });
at(function () { (function () { 'use strict'; Infinity++; })(); });
