// new Buffer(size | array | string | buffer), with and without new.
function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
shown(function () { return new Buffer(3); });
shown(function () { return new Buffer(0); });
shown(function () { return new Buffer([1, 2, 256, 257, -1, 3.9, '7', 'x']); });
shown(function () { return new Buffer('h\u00e9\u20ac'); });
shown(function () { return new Buffer('h\u00e9', 'binary'); });
shown(function () { return new Buffer(new Buffer('copy')); });
shown(function () { return new Buffer(new Uint8Array([9, 8])); });
shown(function () { return new Buffer(new Uint16Array([257, 2])); });
shown(function () { return new Buffer({ length: 2, 0: 5, 1: 6 }); });
shown(function () { return new Buffer('parent').slice(1, 4); });
shown(function () { return new Buffer(new Buffer('parent'), 1, 4); });
shown(function () { return Buffer('abc'); });
shown(function () { return Buffer(2); });
shown(function () { return new Buffer('abc') instanceof Buffer; });
shown(function () { return new Buffer(); });
shown(function () { return new Buffer(null); });
shown(function () { return new Buffer({}); });
shown(function () { return new Buffer(true); });
shown(function () { return new Buffer(-1); });
shown(function () { return new Buffer(NaN); });
shown(function () { return new Buffer(Infinity); });
shown(function () { return new Buffer('x', 'nope'); });
shown(function () { return new Buffer('x', 7); });
