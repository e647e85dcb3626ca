// Module._findPath, by which babel and its like find plugins: a name in a list of folders.
var Module = require('module'), folder = __dirname + '/find_path';
function find(id, folders) { return String(Module._findPath(id, folders)).replace(__dirname, ''); }
console.log(find('one', ['/nowhere', folder]));
console.log(find('pkg', [folder]), find('./one.js', [folder]));
console.log(find('two', [folder]), find('one', []), find('one\0', [folder]));
