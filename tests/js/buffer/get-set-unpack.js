function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
var b = new Buffer([1, 2, 3, 4, 5, 6, 7]);
shown(function () { return b.get(2) + ' ' + b.set(2, 300) + ' ' + b.get(2); });
shown(function () { return b.get(7); });
shown(function () { return b.set(7, 1); });
shown(function () { b.set([9, 8], 5); return b; });
shown(function () { return b.unpack('onN', 0).join(); });
shown(function () { return b.unpack('oo', 5).join(); });
shown(function () { return b.unpack('N', 4).join(); });
shown(function () { return b.unpack('x', 0).join(); });
shown(function () { return b.unpack(1, 0).join(); });
