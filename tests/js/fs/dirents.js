// readdir with file types, of later releases; milliseconds of a Stats.
var fs = require('fs'), dir = process.env.TMP;
fs.mkdirSync(dir + '/d'); fs.writeFileSync(dir + '/f', ''); fs.symlinkSync('f', dir + '/l');
function kind(entry) { return ['isFile', 'isDirectory', 'isSymbolicLink', 'isFIFO', 'isSocket', 'isCharacterDevice', 'isBlockDevice'].filter(function (name) { return entry[name](); }).join(); }
function show(entries) { console.log(entries.map(function (entry) { return entry.name + ' ' + kind(entry); }).sort().join(', ')); }
var entries = fs.readdirSync(dir, { withFileTypes: true });
show(entries);
console.log(entries[0] instanceof fs.Dirent, entries[0].parentPath === dir, Object.keys(entries[0]).join());
console.log(kind(fs.readdirSync('/dev', { withFileTypes: true }).filter(function (entry) { return entry.name === 'null'; })[0]));
fs.readdir(dir, { withFileTypes: true, encoding: 'buffer' }, function (err, entries) {
  console.log(err, Buffer.isBuffer(entries[0].name), entries.length);
  fs.promises.readdir(dir, { withFileTypes: true }).then(show).then(function () { return fs.promises.readdir(dir + '/f', { withFileTypes: true }); }).catch(function (e) { console.log(e.code, e.syscall); });
});
fs.utimesSync(dir + '/f', 5, 6);
var s = fs.statSync(dir + '/f'), names = [];
for (var name in s) names.push(name);
console.log(s.atimeMs, s.mtimeMs, s.ctimeMs === s.ctime.getTime(), names.indexOf('mtimeMs'));
