// Where lines break, and how far what is nested is indented.
var i = require('sys').inspect, long = '0123456789012345678901234567890123456789';
function t(value) { console.log(i(value)); }
t({a: long + long});
t({a: long, b: 1});
t({a: long, b: 12});
t([long, 1]); t([long, 12, 3]);
t({a: {b: long, c: {d: long, e: 1}}, f: [{g: long, h: 1}, 2]});
var f = function () {}; f.a = long; f.b = long; t(f);
var e = new Error('boo'); e.a = long; e.b = long; t(e);
t({a: {inspect: function () { return 'l1\nl2'; }}});
t([{inspect: function () { return 'l1\nl2'; }}]);
var list = []; for (var n = 0; n < 20; n++) list.push(n); t(list);
