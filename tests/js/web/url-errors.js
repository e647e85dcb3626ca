// What is refused says why, in `code` and message; names of hosts in any script.
function attempt(name, f) {
  try { console.log('%s: %s', name, String(f())); } catch (e) { console.log('%s: %s %s %s', name, e.name, e.code, e.message, 'input' in e ? e.input : '', 'base' in e ? e.base : ''); }
}
attempt('no URL', function () { return new URL('x'); });
attempt('no URL at a base', function () { return new URL('x', 'y'); });
attempt('nothing', function () { return new URL(); });
attempt('href', function () { new URL('http://a').href = 'x'; });
attempt('canParse', function () { return [URL.canParse('http://a'), URL.canParse('x'), URL.canParse('x', 'http://a'), URL.parse('x')]; });
attempt('append', function () { new URLSearchParams().append('a'); });
attempt('get', function () { new URLSearchParams().get(); });
attempt('forEach', function () { new URLSearchParams().forEach(); });
attempt('pair', function () { new URLSearchParams([['a']]); });
attempt('no iterator', function () { new URLSearchParams({ [Symbol.iterator]: 1 }); });
['b\u00fccher.de', 'fa\u00df.de', '\uff27\uff2f.com', 'a\u3002b', '\u2260', '\u2460', '\u0627\u0628.com', '\u0915\u094d\u200d\u0937', 'XN--BCHER-KVA.de', 'a--b_c', '\u05d0a',
  'a\u200db', 'xn--a', 'xn--', 'xn--a-', '\u00ad', '%ff', 'a b', '\u0301a', '\u{10ffff}'].forEach(function (host) {
  attempt(escape(host), function () { return new URL('http://' + host + '/').host; });
});
var url = require('url');
attempt('domainToASCII', function () { return ['espa\u00f1ol.com', 'xn--i\u00f1valid.com', '[::1]', '1.2', 'x:80'].map(url.domainToASCII); });
attempt('domainToUnicode', function () { return escape(url.domainToUnicode('xn--espaol-zwa.com')); });
attempt('fileURLToPath', function () { return url.fileURLToPath(5); });
attempt('pathToFileURL', function () { return url.pathToFileURL('/a b~[c]?#%\n'); });
attempt('urlToHttpOptions', function () { return JSON.stringify(url.urlToHttpOptions(new URL('https://a:b%40@[::1]:81/p?q#h'))); });
var today = new URL('http://u:p@xn--bcher-kva.de/p?q#h');
attempt('format', function () { return [url.format(today), url.format(today, { auth: false, search: false, fragment: false }), escape(url.format(today, { unicode: true }))]; });
attempt('resolve', function () { return url.resolve(today, 'x'); });
