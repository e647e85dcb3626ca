// package.json "exports": the package itself, subpaths, patterns, conditions, scopes; what it does not name is a file.
var file = __dirname + '/fixtures/modern/entry.js', load = require('module').createRequire(file);
['exp', 'exp/sub', 'exp/features/sub', 'exp/lib/main', '@scope/pack', 'badexports'].forEach(function (id) {
  console.log('%s: %s', id, load(id).name);
});
console.log('%s', load.resolve('exp/package.json').slice(__dirname.length));
console.log('%s', load('@scope/pack').paths.slice(0, 3).map(function (path) { return path.slice(__dirname.length); }).join());
try { load('exp/none'); } catch (error) { console.log('%s %s', error.code, error.message); }
