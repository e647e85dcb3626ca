// copy: defaults, as much as fits, overlaps, and what is refused.
function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
var source = new Buffer('0123456789'), target = new Buffer(4);
function copy() {
  var args = arguments;
  target.fill(0x2e);
  shown(function () { return source.copy.apply(source, [target].concat(Array.prototype.slice.call(args))) + ' ' + target; });
}
copy();
copy(1);
copy(1, 8);
copy(0, 2, 4);
copy(2, 2, 9);
copy(0, 5, 5);
copy(0, 10);
copy(0, 8, 100);
copy(4);
copy(-1);
copy(0, 11);
copy(0, -1);
copy(0, 5, 4);
shown(function () { return source.copy('x'); });
shown(function () { return source.copy(); });
var b = new Buffer('0123456789');
shown(function () { return b.copy(b, 2, 0, 8) + ' ' + b; });
b = new Buffer('0123456789');
shown(function () { return b.copy(b, 0, 2) + ' ' + b; });
b = new Buffer('0123456789');
shown(function () { return b.slice(0, 5).copy(b.slice(2), 0) + ' ' + b; });
shown(function () { var plain = new Uint8Array(2); return source.copy(plain, 0, 3) + ' ' + plain[0] + ' ' + plain[1]; });
