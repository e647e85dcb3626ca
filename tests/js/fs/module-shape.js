// Every function of the manual is there; exports can be replaced.
var fs = require('fs');
var names = 'rename truncate chmod stat lstat fstat link symlink readlink realpath unlink rmdir mkdir readdir close open write read readFile writeFile appendFile fsync fdatasync chown sendfile exists'.split(' ');
console.log(names.every(function (name) { return typeof fs[name] === 'function' && typeof fs[name + 'Sync'] === 'function'; }));
console.log('watchFile unwatchFile createReadStream createWriteStream ReadStream WriteStream FileReadStream FileWriteStream Stats'.split(' ').every(function (name) { return typeof fs[name] === 'function'; }));
var before = fs.readFile;
fs.readFile = function () { return 'mine'; };
console.log(fs.readFile(), require('fs').readFile === before, Object.keys(fs).indexOf('stat') >= 0);
console.log(fs === require('fs'), process.O_RDONLY, process.O_CREAT > 0, process.S_IFMT.toString(8));
