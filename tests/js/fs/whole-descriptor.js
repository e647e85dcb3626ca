// readFile, writeFile and appendFile of a descriptor: from where it stands, and it stays open.
var fs = require('fs'), f = process.env.TMP + '/f', fd = fs.openSync(f, 'w+');
fs.writeFileSync(fd, 'one ');
fs.writeFile(fd, new Buffer('two '), function (err) {
  fs.appendFile(fd, 'three', function (err) {
    console.log(err, fs.readFileSync(f, 'utf8'), JSON.stringify(fs.readFileSync(fd, 'utf8')));
    fs.closeSync(fd);
    fd = fs.openSync(f, 'r');
    fs.readSync(fd, new Buffer(4), 0, 4, null);
    fs.readFile(fd, 'utf8', function (err, text) {
      console.log(err, text, fs.fstatSync(fd).size);
      fs.readFile('/dev/stdin', 'utf8', function (err, text) { console.log(err, text, fs.readFileSync(0).length); });
    });
  });
});
