// `escape` and `unescape` are looked up at each call.
var qs = require('querystring');
var escape = qs.escape, unescape = qs.unescape;
qs.escape = function (text) { return '<' + text + '>'; };
qs.unescape = function (text) { return decodeURIComponent(text).toUpperCase(); };
console.log(qs.stringify({ a: 'b', c: ['d'] }));
console.log(qs.parse('a=b+c&d=%41'));
qs.unescape = decodeURIComponent;
try { qs.parse('a=%zx'); } catch (e) { console.log(e instanceof URIError); }
qs.escape = escape;
qs.unescape = unescape;
console.log('%s %j', qs.stringify({ a: ' ' }), qs.parse('a=%zx'));
