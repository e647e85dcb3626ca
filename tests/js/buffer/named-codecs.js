// The slices and writes that name their encoding.
function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
var b = new Buffer('h\u00e9llo');
['utf8', 'ascii', 'binary', 'latin1', 'base64', 'hex', 'ucs2'].forEach(function (name) {
  shown(function () { return name + ' ' + JSON.stringify(b[name + 'Slice'](1, 5)) + ' ' + JSON.stringify(b[name + 'Slice']()); });
});
[['utf8', '\u20ac'], ['ascii', 'abc'], ['binary', '\u00ff'], ['latin1', '\u00fe'], ['base64', 'YWJj'], ['hex', '7a'], ['ucs2', 'a']].forEach(function (pair) {
  shown(function () { var t = new Buffer(5); return pair[0] + ' ' + t[pair[0] + 'Write'](pair[1], 2) + ' ' + t.inspect() + ' ' + Buffer._charsWritten; });
});
shown(function () { return b.utf8Slice(3, 2); });
shown(function () { return b.asciiSlice(0, 7); });
shown(function () { return b.utf8Write('x', 6); });
shown(function () { return b.asciiWrite(7, 0); });
