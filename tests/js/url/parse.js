// Absent parts are absent keys.
var url = require('url');
[
  'http://user:pass@host.com:8080/p/a/t/h?query=string#hash', '/status?name=ryan', 'http://a', 'HTTP://A/', 'javascript:alert("a?b#c");',
  'mailto:foo@bar.com?subject=hello', 'file:///etc/passwd', 'file://localhost/etc', '//some/path', '//user@host/path', 'http://[::1]:80/',
  'http://a?b', 'http:/a', 'x', '', '?', '#', 'http://evil\\@good/', '/caf\u00e9/\u20ac?\u20ac=1', ' /a '
].forEach(function (text) { console.log('%s %s', JSON.stringify(text), require('sys').inspect(url.parse(text))); });
console.log(url.parse('//host:1/path', false, true));
var parsed = url.parse('/a');
console.log(url.parse(parsed) === parsed);
[undefined, null, 5, {}].forEach(function (bad) {
  try { url.parse(bad); } catch (e) { console.log(e.name + ': ' + e.message); }
});
// A semicolon ends a host, too.
console.log(JSON.stringify(url.parse('http://a.com;b?c')));
