// The examples of the manual's chapter, verbatim.
var path = require('path'), sys = require('sys');
console.log(require('path').join(
  '/foo', 'bar', 'baz/asdf', 'quux', '..'));
console.log(sys.inspect(path.normalizeArray(['',
    'foo', 'bar', 'baz', 'asdf', 'quux', '..'])));
console.log(path.normalize('/foo/bar/baz/asdf/quux/..'));
console.log(path.dirname('/foo/bar/baz/asdf/quux'));
console.log(path.basename('/foo/bar/baz/asdf/quux.html'));
console.log(path.basename('/foo/bar/baz/asdf/quux.html', '.html'));
console.log(path.extname('index.html'));
console.log(JSON.stringify(path.extname('index')));
path.exists('/etc/passwd', function (exists) {
  sys.debug(exists ? "it's there" : "no passwd!");
});
