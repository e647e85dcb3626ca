var buffer = require('buffer');
console.log(buffer.Buffer === Buffer, global.Buffer === Buffer);
console.log(buffer.kMaxLength, typeof buffer.INSPECT_MAX_BYTES, Buffer.poolSize);
var slow = new buffer.SlowBuffer(3);
console.log(slow.length, slow instanceof Buffer, slow instanceof buffer.SlowBuffer, Buffer.isBuffer(slow));
console.log(Buffer.isBuffer(new Buffer(1)), Buffer.isBuffer(new Uint8Array(1)), Buffer.isBuffer([]), Buffer.isBuffer('x'), Buffer.isBuffer());
console.log(new Buffer(1) instanceof Uint8Array, Buffer.name, Buffer.prototype.constructor === Buffer);
class Mine extends Buffer { size() { return this.length; } }
console.log(new Mine('abc').size(), new Mine(2) instanceof Buffer, Buffer.isBuffer(new Mine(1)));
var b = new Buffer('abc');
console.log(Buffer.isBuffer(b.map(function (x) { return x + 1; })), b.map(function (x) { return x + 1; }).toString(), Buffer.isBuffer(b.subarray(1)), b.subarray(-2).toString());
var keep = Buffer;
Buffer = 7;
console.log(Buffer, require('buffer').Buffer === keep);
