// Files without a size, a full disk, a directory.
var fs = require('fs');
console.log(/^Name:/.test(fs.readFileSync('/proc/self/status', 'utf8')), fs.readFileSync('/dev/null').length);
fs.readFile('/proc/self/status', 'utf8', function (err, text) {
  console.log(err, /^Name:/.test(text));
  fs.writeFile('/dev/full', 'x', function (err) {
    console.log(err.message, err.errno, err.code);
    try { fs.writeFileSync('/dev/full', 'x'); } catch (e) { console.log(e.code); }
    var fd = fs.openSync('/dev/full', 'w');
    fs.write(fd, 'x', null, function (err) {
      console.log(err.message);
      fs.readFile('/', function (err) { console.log(err.message); });
    });
  });
});
