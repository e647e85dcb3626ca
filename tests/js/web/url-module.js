// What require('url') has of today.
var url = require('url');
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
show(url.fileURLToPath('file:///a%20b/c'), url.fileURLToPath(new URL('file://localhost/x')));
show(url.pathToFileURL('/a b#c?d%').href, url.pathToFileURL('/d/').href, url.pathToFileURL('/').href);
show(url.domainToASCII('español.com'), url.domainToUnicode('xn--espaol-zwa.com'), '[' + url.domainToASCII('xn--iñvalid.com') + ']');
['http://a/b', 'file://host/x', 'file:///a%2fb'].forEach(function (text) {
  try { show(url.fileURLToPath(text)); } catch (error) { show(error.name, error.code); }
});
show(url.format(new URL('http://a.b:8080/c?d#e')));
