var i = require('sys').inspect;
function t(value) { console.log(i(value)); }
t([]); t({}); t([1, , 3]); t(new Array(5)); t([[], {}, [{}]]); t([undefined, null]);
t(function () {}); t(function foo() {}); var f = function () {}; t(f); t({a: function () {}});
f.y = 1; t(f);
t(undefined); t(null); t(true); t(-0); t([0, -0, 1.5, 1e21, NaN, Infinity]);
t('it\'s "q" \n\u0001\\'); t('\u00bd \u65e5\u672c \ud83d\ude00 \ud800');
t(new Date(0)); t(new Date(NaN)); var d = new Date(0); d.x = 1; t(d);
t(/a.b/gi); var r = /x/; r.y = 2; t(r);
t({get a() { throw 1; }, set b(x) {}, get c() {}, set c(x) {}});
t({'a-b': 1, 1: 2, '': 3, $x: 4, _y: 5, b6: 6, 0: 0});
var a = [1, 2]; a.foo = 'bar'; a[-1] = 3; t(a);
t(new Number(3)); t(new String('ab')); t(new Boolean(false));
t((function () { return arguments; })(1, 'x'));
(function (p) { p = 5; t(arguments); })(1);
t(Object.create({inherited: 1}));
function A() { this.x = 1; } t(new A()); t(A.prototype);
t(new Buffer('ab')); t([new Buffer(0)]);
