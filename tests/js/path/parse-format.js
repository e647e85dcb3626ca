// path.parse and path.format, of later releases. Checked against Node 20.
var path = require('path');
['/home/user/file.txt', './file', 'file.tar.gz', '/', '', '/a', 'a/b/', '.profile', '/x/.', 'a.', '..', '/a//b'].forEach(function (p) {
  var parsed = path.parse(p);
  console.log('%s %s %s', p, JSON.stringify(parsed), path.format(parsed));
});
[{ dir: '/d', base: 'b.c' }, { root: '/', name: 'n', ext: 'e' }, { root: '/', dir: '/', base: 'x' }, { name: 'n', ext: '.e' }, {}].forEach(
  function (parts) { console.log('%s', path.format(parts)); });
try { path.format('x'); } catch (error) { console.log('%s', error.name); }
console.log('%s', require('path/posix') === path && require('util/types') === require('util').types && require('assert/strict') === require('assert').strict);
