// What was parsed is formatted to the same text; objects of any parts are URLs, too.
var url = require('url');
[
  'http://user:pass@host.com:8080/p/a/t/h?query=string#hash', '/status?name=ryan', 'http://a', 'javascript:alert("a?b#c");',
  'mailto:foo@bar.com?subject=hello', 'file:///etc/passwd', '//user@host/path', 'http://[::1]:80/', 'http://a?b', 'http:/a', '', '?', '/\u20ac'
].forEach(function (text) { if (url.format(url.parse(text)) !== text) console.log(text, url.format(url.parse(text))); });
[
  { protocol: 'http', host: 'a.com', pathname: 'x', search: 'q=1', hash: 'h' },
  { protocol: 'http:', hostname: 'a.com', port: 80, auth: 'u:p', pathname: '/' },
  { protocol: 'https', hostname: '::1', port: 8080 },
  { pathname: '/a?b#c', query: { d: [1, 2], e: 'f g' } },
  { pathname: '/a', query: 'x=1', search: '?y=2#z' },
  { host: 'a', pathname: '/b' },
  { protocol: 'mailto:', host: 'a@b' },
  { protocol: 'xmpp', host: 'a@b', slashes: true },
  { host: 'h', auth: 'u', protocol: null, hash: null, search: null, pathname: '/' },
  {}
].forEach(function (object) { console.log(JSON.stringify(url.format(object))); });
console.log(url.format('http://a/b c'));
