// Parts that are missing, empty or no strings; paths that cannot be.
var path = require('path');
console.log(path.join(), path.join(''), path.join('a', undefined, null, '', 'b'), path.join('', '/a'), path.join(1, 2));
console.log(path.join('/a/', '/b', './c/'), path.join('..', '..', 'x'), path.join(new String('q'), 'r'));
console.log(path.normalizeArray([]).length, path.normalizeArray(['a', '', 'b', '']).join('|'));
console.log(path.normalizeArray(['a', '', 'b'], true).join('|'), path.normalize('a//b', true));
['normalize', 'dirname', 'basename', 'extname'].forEach(function (name) {
  try { path[name](); } catch (e) { console.log(e.name + ': ' + e.message); }
});
try { path.filename('x'); } catch (e) { console.log(e.message); }
try { path.normalizeArray('x'); } catch (e) { console.log(e.message); }
console.log(path.basename('fil\u00e9.\u4e2d\u6587'), path.extname('fil\u00e9.\u4e2d\u6587'), path.dirname('/\u00e9/x'));
