// `a[]` is a list and `a[b]` an object, both ways.
var qs = require('querystring');
var sys = require('sys');
[
  'a=1&a=2', 'a[]=1', 'a%5B%5D=1&a[]=2', 'a=1&a[]=2', 'a[b]=1&a[c]=2', 'a[b][c][d]=1&a[b][x]=2', 'a[][b]=1&a[][b]=2',
  'a[b]=1&a=2', 'a=1&a[b]=2', '[b]=1', 'a[b=1', 'a]=1', 'a[b]c=1'
].forEach(function (query) { console.log('%s %s', query, sys.inspect(qs.parse(query), false, 9)); });
[
  { a: ['1', '2'] }, { a: { b: 'c', d: ['x', { e: 1 }] } }, { a: true, b: null, c: undefined, d: 0, e: '', f: function () {} },
  { a: {} }, { a: [] }, { a: NaN, b: 1e21, c: -0 }
].forEach(function (object) { console.log(qs.stringify(object)); });
console.log(qs.stringify({ a: [1, 2], b: { c: 1 } }, '&', '=', false));
console.log(qs.stringify(['x', 'y'], null, null, true, 'name'), qs.stringify('x', '&', '=', true, 'name'));
console.log(JSON.stringify([qs.stringify('x'), qs.stringify(), qs.stringify(7)]));
var cycle = {};
cycle.self = cycle;
try { qs.stringify(cycle); } catch (e) { console.log(e.message); }
