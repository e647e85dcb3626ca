// Errors carry message, errno, code, syscall and path; thrown and told alike.
var fs = require('fs'), dir = process.env.TMP, f = dir + '/f', missing = dir + '/no/such';
fs.writeFileSync(f, '');
fs.mkdirSync(dir + '/full', 0755);
fs.writeFileSync(dir + '/full/x', '');
function shown(e) { return [e.message.replace(dir, 'TMP'), e.errno, e.code, e.syscall, e.path && e.path.replace(dir, 'TMP'), e instanceof Error].join(' | '); }
var calls = [
  ['stat', missing], ['lstat', missing], ['open', missing, 'r'], ['readFile', missing], ['writeFile', missing, 'x'],
  ['appendFile', missing, 'x'], ['unlink', missing], ['rename', missing, f], ['readdir', missing], ['readdir', f],
  ['rmdir', missing], ['rmdir', dir + '/full'], ['mkdir', f, 0755], ['mkdir', missing, 0755], ['chmod', missing, 0644],
  ['chown', missing, 0, 0], ['link', missing, f], ['link', f, f], ['symlink', 'x', f], ['readlink', f], ['realpath', missing],
  ['readFile', dir], ['open', dir, 'w'], ['writeFile', dir, 'x'], ['unlink', dir + '/full'], ['stat', f + '/below'],
  ['fstat', 9999], ['close', 9999], ['read', 9999, 1, 0, 'utf8'], ['write', 9999, 'x'], ['write', 9999, ''],
  ['truncate', 9999, 0], ['fsync', 9999], ['fdatasync', 9999], ['sendfile', 9999, 9999, 0, 1], ['fstat', -1],
  ['open', dir + '/' + new Array(300).join('x'), 'w'], ['stat', '']
];
(function next() {
  var call = calls.shift();
  if (!call) return;
  var name = call[0], args = call.slice(1), thrown;
  try { fs[name + 'Sync'].apply(fs, args); console.log(name, 'did not throw'); } catch (e) { thrown = e; }
  args.push(function (e) {
    var line = shown(e);
    console.log(name + ': ' + (line.length > 200 ? e.code : line));
    if (shown(thrown) !== line || arguments.length !== 1) console.log('  but thrown: ' + shown(thrown));
    next();
  });
  fs[name].apply(fs, args);
})();
