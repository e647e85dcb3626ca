// Plus signs, UTF-8 and broken escapes.
var qs = require('querystring');
['a+b=c+d%2Be', 'a=%zx&b=%&c=%4&d=%4g', 'a=%C3%A9%E2%82%AC%F0%9F%98%80', 'a=%E9', 'a=\u20ac+%41', '', '&&', 'a', 'a=', '=b', 'a=b=c']
  .forEach(function (query) { console.log(JSON.stringify(qs.parse(query))); });
console.log(qs.escape('a b&c=d/\u00e9\u20ac\ud83d\ude00\ud800'), qs.escape(5), qs.unescape('a%20b+c%'), qs.unescape('a+b', true));
console.log(qs.stringify({ 'a&b': '\u00e9 =' }));
console.log(JSON.stringify([qs.parse(), qs.parse(null), qs.parse(5), qs.parse({})]));
console.log(qs.parse('a, 1\u20acb', '\u20ac', ', '), qs.parse('a==1&&b==2', '&&', '=='));
