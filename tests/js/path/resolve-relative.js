// What later releases added: resolve, relative, sep, isAbsolute.
var path = require('path');
console.log(path.resolve() === process.cwd(), path.resolve('a') === process.cwd() + '/a');
console.log(path.resolve('/a/b', '../c', './d/'), path.resolve('/x', '/y', 'z'), path.resolve('/'), path.resolve('/a', ''));
console.log(path.relative('/a/b/c', '/a/d/e'), path.relative('/a', '/a/b'), JSON.stringify(path.relative('/a', '/a/')));
console.log(path.relative(process.cwd(), 'x/y'), path.sep, path.delimiter);
console.log(path.isAbsolute('/a'), path.isAbsolute('a'), path.posix === path);
