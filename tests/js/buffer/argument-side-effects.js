// Arguments whose conversion runs JavaScript that takes the memory away.
var memory = new ArrayBuffer(16, { maxByteLength: 16 }), b = new Buffer(memory);
function shrink(value) { memory.resize(16); return { valueOf: function () { memory.resize(2); return value; } }; }
function attempt(f) { try { console.log(String(f())); } catch (e) { console.log(e.name + ': ' + e.message); } }
attempt(function () { return b.toString('utf8', shrink(1), 10).length; });
attempt(function () { return b.slice(shrink(1), 10).length; });
attempt(function () { return b.write('abc', shrink(5)); });
attempt(function () { return b.write('abc', 0, shrink(3), 'utf8'); });
attempt(function () { return b.copy(new Buffer(20), shrink(0), 4, 12); });
attempt(function () { return b.fill(shrink(1), 4, 12).length; });
attempt(function () { return b.fill(1, shrink(1), 12).length; });
attempt(function () { return b.readUInt32LE(shrink(4)); });
attempt(function () { return b.writeUInt32LE(1, shrink(4)); });
attempt(function () { return b.get(shrink(4)); });
attempt(function () { return b.set(4, shrink(4)); });
attempt(function () { return b.unpack('N', shrink(4)); });
attempt(function () { return b.indexOf('a', shrink(4)); });
attempt(function () { return b.subarray(shrink(4)).length; });
attempt(function () { return new Buffer([1, { valueOf: function () { throw new Error('mine'); } }]); });
attempt(function () { return new Buffer({ get length() { throw new Error('mine'); } }); });
attempt(function () { return new Buffer({ length: 1e10 }); });
attempt(function () { return b.write('x', { valueOf: function () { throw new Error('mine'); } }); });
