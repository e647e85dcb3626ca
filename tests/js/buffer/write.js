// write: whole characters, as much as fits; both orders of offset and encoding.
function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
var buffer = new Buffer(8);
function write() {
  var args = arguments;
  buffer.fill(0x2e);
  shown(function () { return buffer.write.apply(buffer, args) + ' ' + Buffer._charsWritten + ' ' + buffer.toString('binary'); });
}
write('abc');
write('abc', 2);
write('abc', 6);
write('abcdefghij');
write('\u20ac\u20ac\u20ac');
write('\u20ac', 6);
write('a\ud83d\ude00\ud83d\ude00');
write('\u00e9\u00e9', 'binary', 1);
write('\u00e9\u00e9', 1, 'binary');
write('some string', 'ascii', 0);
write('abcdef', 1, 3);
write('abcdef', 1, 3, 'ascii');
write('abcdef', 1, undefined, 'ascii');
write('abc', undefined, 'ascii');
write('abc', null, 'ascii');
write('YWJjZGVm', 2, 'base64');
write('YWJjZGVmZ2hpamts', 0, 'base64');
write('616263', 1, 'hex');
write('ab', 1, 'ucs2');
write('abcdef', 1, 'ucs2');
write('');
write('', 8);
write('x', 8);
write('x', 9);
write('x', -1);
write(7);
write();
write('x', 0, 'nope');
write('x', 'nope');
write('x', NaN);
