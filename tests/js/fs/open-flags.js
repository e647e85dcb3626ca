// The manual's flags, numbers, and modes as numbers or octal digits.
var fs = require('fs'), dir = process.env.TMP;
process.umask(0);
function open(name, flags, mode) { var fd = fs.openSync(dir + '/' + name, flags, mode); return fd; }
function attempt(work) { try { return work(); } catch (e) { return e.code; } }
fs.writeFileSync(dir + '/f', 'abcdef');
var fd = open('f');
console.log(fs.readSync(fd, 3, 0, 'utf8')[0], attempt(function () { return fs.writeSync(fd, 'x', 0); })); fs.closeSync(fd);
fd = open('f', 'r+'); fs.writeSync(fd, 'X', 1); fs.closeSync(fd); console.log(fs.readFileSync(dir + '/f', 'utf8'));
fd = open('f', 'a'); fs.writeSync(fd, 'g'); console.log(attempt(function () { return fs.readSync(fd, 1, 0); })); fs.closeSync(fd);
fd = open('f', 'a+'); fs.writeSync(fd, 'h'); console.log(fs.readSync(fd, 20, 0, 'utf8')[0]); fs.closeSync(fd);
fd = open('f', 'w+'); fs.writeSync(fd, 'new'); console.log(fs.readSync(fd, 20, 0, 'utf8')[0]); fs.closeSync(fd);
fd = open('g', 'w'); fs.closeSync(fd); console.log((fs.statSync(dir + '/g').mode & 0777).toString(8));
fd = open('h', process.O_WRONLY | process.O_CREAT | process.O_EXCL, 0600); fs.closeSync(fd);
fd = open('i', 'w', '0640'); fs.closeSync(fd);
console.log((fs.statSync(dir + '/h').mode & 0777).toString(8), (fs.statSync(dir + '/i').mode & 0777).toString(8));
console.log(attempt(function () { return open('h', 'wx'); }));
try { fs.open(dir + '/g', 'q', function () {}); } catch (e) { console.log(e.message); }
fs.open(dir + '/g', function (err, fd) { console.log(err, typeof fd); });
