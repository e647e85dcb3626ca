// Functions of later releases, in both forms: fchmod, fchown, lchown, utimes, futimes, ftruncate, access, copyFile, mkdtemp, rm.
var fs = require('fs'), dir = process.env.TMP, f = dir + '/f', uid = process.getuid(), gid = process.getgid();
fs.writeFileSync(f, '0123456789');
fs.symlinkSync('f', dir + '/l');
var fd = fs.openSync(f, 'r+');
function mode(path) { return (fs.lstatSync(path).mode & 07777).toString(8); }
console.log(fs.fchmodSync(fd, 0640), mode(f), fs.fchmodSync(fd, '600'), mode(f), fs.fchownSync(fd, uid, gid), fs.lchownSync(dir + '/l', uid, -1));
console.log(fs.utimesSync(f, 1000000000, new Date(1000000001500)), fs.statSync(f).atime.getTime(), fs.statSync(f).mtime.getTime());
console.log(fs.futimesSync(fd, '5', -1.5), fs.statSync(f).atime.getTime(), fs.statSync(f).mtime.getTime());
console.log(fs.ftruncateSync(fd, 4), fs.readFileSync(f, 'utf8'), fs.ftruncateSync(fd), fs.fstatSync(fd).size, fs.truncateSync(f, 3), fs.fstatSync(fd).size);
console.log(fs.accessSync(f), fs.accessSync(f, fs.R_OK | fs.W_OK), [fs.F_OK, fs.X_OK, fs.W_OK, fs.R_OK].join());
fs.writeFileSync(f, 'text');
console.log(fs.copyFileSync(f, dir + '/copy'), fs.readFileSync(dir + '/copy', 'utf8'), mode(dir + '/copy'), fs.copyFileSync(f, f), fs.readFileSync(f, 'utf8'));
fs.writeFileSync(dir + '/copy', 'something longer');
try { fs.copyFileSync(f, dir + '/copy', fs.constants.COPYFILE_EXCL); } catch (e) { console.log(e.code, fs.readFileSync(dir + '/copy', 'utf8')); }
fs.copyFileSync(dir + '/l', dir + '/copy');
console.log(fs.readFileSync(dir + '/copy', 'utf8'), fs.lstatSync(dir + '/copy').isFile());
var a = fs.mkdtempSync(dir + '/t-'), b = fs.mkdtempSync(dir + '/t-');
console.log(a !== b, a.length - dir.length, mode(a), a.indexOf(dir + '/t-'));
console.log(fs.mkdirSync(dir + '/x/y/z', { recursive: true, mode: 0700 }) === dir + '/x', mode(dir + '/x'), mode(dir + '/x/y/z'), fs.mkdirSync(dir + '/x/y/z', { recursive: true }), fs.mkdirSync(dir + '/x/y/w', { recursive: true }) === dir + '/x/y/w');
fs.writeFileSync(dir + '/x/y/file', '');
fs.symlinkSync(f, dir + '/x/y/link');
try { fs.rmSync(dir + '/x'); } catch (e) { console.log(e.code); }
console.log(fs.rmSync(dir + '/x', { recursive: true }), fs.existsSync(dir + '/x'), fs.existsSync(f), fs.rmSync(dir + '/x', { force: true }), fs.rmSync(dir + '/l'), fs.existsSync(f));
fs.closeSync(fd);

var calls = [['utimes', f, 1, 2], ['lchown', f, uid, gid], ['access', f], ['copyFile', f, dir + '/c'], ['mkdtemp', dir + '/u-'], ['mkdir', dir + '/p/q', { recursive: true }], ['rm', dir + '/p', { recursive: true }], ['rm', f]];
(function next() {
  var call = calls.shift();
  if (!call) return;
  fs[call[0]].apply(fs, call.slice(1).concat([function () { console.log(call[0], arguments.length, typeof arguments[1]); next(); }]));
})();
