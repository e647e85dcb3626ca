var path = require('path'), sys = require('sys');
function show(value) { console.log(sys.inspect(value)); }

show(
require('path').join(
'/foo', 'bar', 'baz/asdf', 'quux', '..')
);
show(
path.normalizeArray(['',
    'foo', 'bar', 'baz', 'asdf', 'quux', '..'])
// returns
// [ '', 'foo', 'bar', 'baz', 'asdf' ]
);
show(
path.normalize('/foo/bar/baz/asdf/quux/..')
// returns
// '/foo/bar/baz/asdf'
);
show(
path.dirname('/foo/bar/baz/asdf/quux')
// returns
// '/foo/bar/baz/asdf'
);
show(
path.basename('/foo/bar/baz/asdf/quux.html')
// returns
// 'quux.html'
);
show(
path.basename('/foo/bar/baz/asdf/quux.html', '.html')
// returns
// 'quux'
);
show(
path.extname('index.html')
// returns
// '.html'
);
show(
path.extname('index')
// returns
// ''
);
path.exists('/etc/passwd', function (exists) {
  sys.debug(exists ? "it's there" : "no passwd!");
});
