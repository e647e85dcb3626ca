// RFC 3986, section 5.4, and bases of other kinds.
var url = require('url');
var references = ['g:h', 'g', './g', 'g/', '/g', '//g', '?y', 'g?y', '#s', 'g#s', 'g?y#s', ';x', 'g;x', 'g;x?y#s', '', '.', './', '..', '../',
  '../g', '../..', '../../', '../../g', '../../../g', '../../../../g', '/./g', '/../g', 'g.', '.g', 'g..', '..g', './../g', './g/.', 'g/./h',
  'g/../h', 'g;x=1/./y', 'g;x=1/../y', 'g?y/./x', 'g?y/../x', 'g#s/./x', 'g#s/../x', 'http:g'];
references.forEach(function (reference) { console.log('%s -> %s', reference, url.resolve('http://a/b/c/d;p?q', reference)); });
[
  ['/one/two/three', 'four'], ['http://example.com/', '/one'], ['http://example.com/one', '/two'], ['one/two', '../../../four'],
  ['file:///etc/passwd', 'shadow'], ['http://a/b', 'javascript:c'], ['mailto:a@b', 'c@d'], ['http://a/\u20ac', '\u00e9'], ['', 'a']
].forEach(function (pair) { console.log('%s + %s -> %s', pair[0], pair[1], url.resolve(pair[0], pair[1])); });
console.log(url.resolve(url.parse('http://a/b'), url.parse('c?d')));
console.log(url.resolveObject('http://a/b?c', '//u@d:1/e'));
