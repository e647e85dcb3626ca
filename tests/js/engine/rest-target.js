// The target of an object pattern's rest is evaluated before the properties are read.
var said = [];
var source = { get a() { said.push('a'); return 1; }, get b() { said.push('b'); return 2; }, get c() { said.push('c'); return 3; } };
var target = { set rest(v) { said.push('rest ' + JSON.stringify(v)); } };
function f() { said.push('f'); return target; }
function tell(what) { console.log(what + ': ' + said.join(', ')); said = []; }
var a;
({ a, ...f().rest } = source); tell('property');
({ a, ['b']: a, ...f()[(said.push('key'), 'rest')] } = source); tell('by value');
try { ({ a, ...null.rest } = source); } catch (error) { tell(error.name); }
(function () { var o = {}, b; ({ b, ...o.r } = source); tell(JSON.stringify(o) + b); })();
class A { static set rest(v) { said.push('super ' + Object.keys(v)); } }
class B extends A { static m() { ({ a, ...super.rest } = source); } }
B.m(); tell('super');
