// sendfile(2) between files, from a place and from where the file stands.
var fs = require('fs'), dir = process.env.TMP;
fs.writeFileSync(dir + '/a', '0123456789');
var a = fs.openSync(dir + '/a', 'r'), b = fs.openSync(dir + '/b', 'w');
console.log(fs.sendfileSync(b, a, 2, 3), fs.readFileSync(dir + '/b', 'utf8'));
fs.sendfile(b, a, null, 100, function (err, sent) {
  console.log(err, sent, fs.readFileSync(dir + '/b', 'utf8'));
});
