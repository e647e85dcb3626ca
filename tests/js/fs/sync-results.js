// The forms named Sync return what the others tell.
var fs = require('fs'), dir = process.env.TMP, f = dir + '/f';
console.log(fs.writeFileSync(f, 'h\u00e9llo'), fs.readFileSync(f).length, fs.readFileSync(f, 'utf8'));
console.log(fs.writeFileSync(f, 'aGVsbG8=', 'base64'), fs.readFileSync(f, { encoding: 'ascii' }));
console.log(fs.appendFileSync(f, new Buffer(' you')), fs.readFileSync(f, 'binary'));
console.log(fs.renameSync(f, f + '2'), fs.linkSync(f + '2', f), fs.statSync(f).nlink, fs.unlinkSync(f + '2'));
console.log(fs.symlinkSync('f', dir + '/l'), fs.readlinkSync(dir + '/l'), fs.realpathSync(dir + '/l') === fs.realpathSync(f));
console.log(fs.lstatSync(dir + '/l').isSymbolicLink(), fs.statSync(dir + '/l').isSymbolicLink());
console.log(fs.chmodSync(f, 0600), (fs.statSync(f).mode & 0777).toString(8), fs.chmodSync(f, '640'), (fs.statSync(f).mode & 0777).toString(8));
console.log(fs.mkdirSync(dir + '/d', 0700), (fs.statSync(dir + '/d').mode & 0777).toString(8), fs.readdirSync(dir).sort().join());
console.log(fs.rmdirSync(dir + '/d'), fs.existsSync(dir + '/d'));
var fd = fs.openSync(f, 'r+');
console.log(fs.writeSync(fd, 'HE', 0), fs.writeSync(fd, new Buffer('xLLx'), 1, 2, 2), fs.writeSync(fd, '', null), fs.writeSync(fd, new Buffer(3), 0, 0, null));
var b = new Buffer(10);
console.log(fs.readSync(fd, b, 2, 5, 0), b.toString('utf8', 2, 7), fs.readSync(fd, b, 0, 10, 100), fs.readSync(fd, b, 0, 0, 0));
console.log(fs.readSync(fd, 4, 0, 'utf8'), fs.readSync(fd, b, 0, 3), b.toString('utf8', 0, 3), fs.readSync(fd, b, 0, 3, null), b.toString('utf8', 0, 3));
console.log(fs.truncateSync(fd, 3), fs.fstatSync(fd).size, fs.truncateSync(fd), fs.fstatSync(fd).size, fs.fsyncSync(fd), fs.fdatasyncSync(fd));
console.log(fs.closeSync(fd), fs.chownSync(f, process.getuid(), process.getgid()));
