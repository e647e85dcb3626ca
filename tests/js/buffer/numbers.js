function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
var b = new Buffer(16);
function both(type, value, size) {
  ['LE', 'BE'].forEach(function (order) {
    var name = type + (size > 1 ? order : '');
    b.fill(0);
    shown(function () { return name + ' ' + b['write' + name](value, 3) + ' ' + b.slice(3, 3 + size).inspect() + ' ' + b['read' + name](3); });
  });
}
both('UInt8', 255, 1); both('Int8', -128, 1);
both('UInt16', 0xfedc, 2); both('Int16', -2, 2);
both('UInt32', 0xfedcba98, 4); both('Int32', -2147483648, 4);
both('Float', 1.1, 4); both('Float', -Infinity, 4); both('Float', NaN, 4);
both('Double', Math.PI, 8); both('Double', -0, 8); both('Double', 5e-324, 8);
shown(function () { return b.readUInt8() + ' ' + b.readUInt16LE(14); });
shown(function () { return b.readUInt16LE(15); });
shown(function () { return b.readDoubleBE(9); });
shown(function () { return b.readUInt8(-1); });
shown(function () { return b.readUInt8(0.5); });
shown(function () { return b.readUInt8('x'); });
shown(function () { return b.readUInt32LE(14, true); });
shown(function () { return b.writeUInt8(256, 0); });
shown(function () { return b.writeInt8(-129, 0); });
shown(function () { return b.writeUInt16BE(NaN, 0); });
shown(function () { return b.writeUInt32BE(1, 13); });
shown(function () { return b.writeUInt8(257, 0, true) + ' ' + b[0]; });
shown(function () { return b.writeUInt32BE(1, 13, true); });
shown(function () { return b.writeUInt8(7.9, 1) + ' ' + b[1]; });
