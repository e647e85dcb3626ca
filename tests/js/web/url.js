// The class URL: what its parts are, setting them, errors. Checked against the URL Standard and Node 20.
function show() { console.log('%s', [].slice.call(arguments).join(' ')); }
var url = new URL(' HTTPS://us%40er:pa ss@EXAMPLE.com:443/a/../b c?q=é#h ');
['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'].forEach(
  function (part) { show(part, url[part]); });
show(url, JSON.stringify({ url: url }), url.toString() === url.href);
[['../x', 'http://a/b/c/d'], ['//h', 'https://a/'], ['?y', 'http://a/b?c'], ['#f', 'mailto:a@b'], ['http:d', 'http://a/b/c'],
  ['\\\\h\\p', 'http://a/'], ['file:///C|/x/..', undefined], ['http://0x7f.1/', undefined], ['http://[2001:db8::0:1]:80', undefined],
  ['http://bücher.example/', undefined], ['http://ＡＢ。example', undefined], ['javascript:a b', undefined], ['web+x:/..//p', undefined],
  ['http://u:p@@h/%2e%2E/.', undefined], ['ws://h:00080/', undefined], ['data:text/plain,a b #c', undefined], ['http://a/b\tc\nd', undefined]
].forEach(function (pair) { show(pair[0].replace(/[\t\n]/g, '~'), '=>', new URL(pair[0], pair[1])); });
['', 'x', '//a', 'http://', 'http://a b/', 'http://a:99999/', 'http://[::1/', 'http://1.2.3.256', 'http://a%00b', 'http://xn--a'].forEach(
  function (text) {
    try { show(text, 'is', new URL(text)); } catch (error) { show(error.name, error.code, error.message, JSON.stringify(error.input)); }
  });
url = new URL('http://a/b');
url.protocol = 'https'; url.protocol = 'mailto'; url.host = 'h:81'; url.port = ''; url.hostname = 'H2'; url.port = '8080';
url.pathname = 'x y/../z'; url.search = 'a b'; url.hash = 'c d'; url.username = 'u:'; url.password = '@';
show(url);
try { url.href = 'nothing'; } catch (error) { show(error.name); }
show(url.href, url.origin, URL.canParse('a', 'http://b'), URL.canParse('a'), new URL('blob:https://h/x').origin, new URL('x:y').origin);
url.searchParams.append('n', 'é&'); url.searchParams.delete('a b');
show(url.search, url.href.length);
url.search = '?p=1&p=2'; show(url.searchParams.getAll('p'), url.searchParams.size);
url.href = 'http://h/?r=3'; show(url.searchParams);
url.searchParams.delete('r'); show(url.href);
show(Object.prototype.toString.call(url), url instanceof URL, typeof require('url').URL, require('url').URL === URL);
try { URL('http://a'); } catch (error) { show(error.name); }
