// Names come in the order of their bytes, whatever the file system says.
var fs = require('fs'), folder = process.env.TMP + '/names';
fs.mkdirSync(folder, 0777);
['b', 'a10', 'a1', 'Z', '\u00e9', '.h', 'c', 'a2', '-'].forEach(function (name) { fs.writeFileSync(folder + '/' + name, ''); });
console.log(fs.readdirSync(folder).join(' '));
fs.readdir(folder, function (err, names) {
  console.log(names.join(' '));
  console.log(fs.readdirSync(folder, { withFileTypes: true }).map(function (entry) { return entry.name; }).join(' '));
});
