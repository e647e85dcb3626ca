// What is of a wrong kind throws in both forms, and names the argument.
var fs = require('fs'), b = new Buffer(4);
function attempt(name) {
  var args = Array.prototype.slice.call(arguments, 1), lines = [];
  [name, name + 'Sync'].forEach(function (name) {
    try { fs[name].apply(fs, args); lines.push('nothing'); } catch (e) { lines.push(e.name + ': ' + e.message); }
  });
  console.log(name + ': ' + lines[0] + (lines[0] === lines[1] ? '' : ' BUT ' + lines[1]));
}
attempt('stat'); attempt('stat', 5); attempt('stat', null); attempt('stat', {});
attempt('stat', 'a\u0000b'); attempt('rename', 'a', 'b\u0000'); attempt('rename', 'a\u0000', 'b'); attempt('rename', 'a');
attempt('readFile', '/etc/passwd\u0000.txt'); attempt('writeFile', '\u0000', ''); attempt('symlink', '\u0000', 'x');
attempt('link', 'a', '\u0000'); attempt('open', 'x\u0000', 'r'); attempt('mkdir', '\u0000', 0755); attempt('realpath', '\u0000');
attempt('open', 'x', 'rw'); attempt('open', 'x', 'q'); attempt('open', 'x', {}); attempt('open', 'x', 'r', 'rwx');
attempt('fstat', 'x'); attempt('fstat', 1.5); attempt('close'); attempt('truncate', 5, -1); attempt('truncate', 5, 'x');
attempt('read', 0, b, 5, 1, 0); attempt('read', 0, b, 0, 5, 0); attempt('read', 0, b, -1, 1, 0); attempt('read', 0, 'x');
attempt('read', 0, b, 0, 1, -5); attempt('read', 0, b, 0, 1, 0.5); attempt('write', 1, b, 3, 2, 0);
attempt('chmod', 'x'); attempt('chmod', 'x', '9'); attempt('chown', 'x', 'root', 0); attempt('chown', 'x', 0);
attempt('readFile', '/etc/passwd', 'utf-9'); attempt('writeFile', '/no/such', 'x', 'nonsense');
try { fs.cat('x'); } catch (e) { console.log(e.message); }
try { fs.watchFile('x'); } catch (e) { console.log(e.message); }
