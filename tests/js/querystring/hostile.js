// Names from outside: a thousand at most, and none that reaches a prototype.
var qs = require('querystring');
var query = [];
for (var i = 0; i < 5000; i++) query.push('k' + i + '=' + i);
query = query.join('&');
console.log(Object.keys(qs.parse(query)).length, Object.keys(qs.parse(query, '&', '=', { maxKeys: 0 })).length);
console.log(Object.keys(qs.parse(query, '&', '=', { maxKeys: 10 })).length);
var object = qs.parse('__proto__=1&a[__proto__][x]=2&constructor[prototype][y]=3&hasOwnProperty=4');
console.log(({}).x, ({}).y, Object.getPrototypeOf(object) === Object.prototype, Object.keys(object));
console.log(Object.getPrototypeOf(object.a) === Object.prototype, Object.keys(object.a));
var deep = 'a';
for (i = 0; i < 20000; i++) deep += '[b]';
console.log(Object.keys(qs.parse(deep + '=1'))[0] === deep);
var nested = qs.parse(deep.slice(0, 1 + 3 * 64) + '=1');
for (i = 0; nested.a || nested.b; i++) nested = nested.a || nested.b;
console.log(i, nested);
