var i = require('sys').inspect;
var deep = {a: {b: {c: {d: {}}}}, l: [[[[1]]]]};
console.log(i(deep));
console.log(i(deep, false, 0));
console.log(i(deep, false, 1));
console.log(i(deep, false, null));
console.log(i({a: {}, b: [], c: /x/, d: [1], f: function () {}}, false, 0));
console.log(i(deep, {depth: 0}));
var cycle = {name: 'c'}; cycle.list = [cycle, {cycle: cycle}];
console.log(i(cycle, false, null));
var shared = {}; console.log(i([shared, shared]));
// Depth without end ends.
var list = {}, at = list; for (var n = 0; n < 100000; n++) at = at.next = {};
console.log(i(list, false, null).length < 5000000);
