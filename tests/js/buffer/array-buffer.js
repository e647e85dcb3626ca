// Buffers over memory that the program made.
var memory = new ArrayBuffer(8), a = new Buffer(memory), b = new Buffer(memory, 2, 3), view = new DataView(memory);
view.setUint32(0, 0x01020304);
console.log(a.length, b.length, a.inspect(), b.inspect());
b.write('xyz');
console.log(view.getUint8(2), a.slice(2, 5).toString());
try { new Buffer(memory, 9); } catch (e) { console.log(e.name); }
var shared = new Buffer(new SharedArrayBuffer(6));
console.log(shared.write('abcdef'), shared.toString(), shared.slice(1, 3).toString(), shared.copy(a, 1), a.inspect());
console.log(a.copy(shared, 3, 0, 2), shared.copy(shared, 0, 2), shared.fill(1, 4).inspect(), shared.readUInt16BE(0), shared.indexOf(1));
var resizable = new ArrayBuffer(4, { maxByteLength: 8 }), all = new Buffer(resizable), part = new Buffer(resizable, 1, 3);
resizable.resize(8);
console.log(all.length, part.length);
resizable.resize(2);
console.log(all.length, part.length, part.toString().length, part.inspect(), all.inspect());
try { console.log(part.write('abc')); } catch (e) { console.log(e.message); }
try { console.log(part.slice(0).length); } catch (e) { console.log(e.name); }
