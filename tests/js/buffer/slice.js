// slice: the same memory, the manual's default end, and the errors of 0.2.
function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
var buffer = new Buffer('0123456789');
shown(function () { return buffer.slice(2, 4); });
shown(function () { return buffer.slice(7); });
shown(function () { return buffer.slice().toString(); });
shown(function () { return buffer.slice(10).length; });
var middle = buffer.slice(2, 8), inner = middle.slice(1, 3);
inner[0] = 0x58;
shown(function () { return buffer.toString() + ' ' + middle + ' ' + inner; });
buffer[4] = 0x59;
shown(function () { return buffer.toString() + ' ' + middle + ' ' + inner; });
shown(function () { return Buffer.isBuffer(inner); });
shown(function () { return buffer.slice(3, 2); });
shown(function () { return buffer.slice(0, 11); });
shown(function () { return buffer.slice('x', 2); });
