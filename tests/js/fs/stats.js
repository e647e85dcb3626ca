// fs.Stats: kinds, Dates of whole seconds, fields that are its own.
var fs = require('fs'), s = fs.statSync('/'), names = ['isFile', 'isDirectory', 'isBlockDevice', 'isCharacterDevice', 'isSymbolicLink', 'isFIFO', 'isSocket'];
function kinds(s) { return names.filter(function (name) { return s[name](); }).join(); }
fs.symlinkSync('x', process.env.TMP + '/l');
console.log(kinds(s), kinds(fs.statSync('/etc/passwd')), kinds(fs.statSync('/dev/null')), kinds(fs.lstatSync(process.env.TMP + '/l')));
console.log(s instanceof fs.Stats, s.mtime instanceof Date, s.mtime.getMilliseconds() + s.atime.getMilliseconds() + s.ctime.getMilliseconds());
console.log(Object.keys(s).join(), fs.statSync('/dev/null').rdev > 0);
var own = new fs.Stats(); own.mode = 0120777;
console.log(kinds(own), kinds(new fs.Stats()) === '', Object.keys(own).join());
