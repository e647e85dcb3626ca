// structuredClone with `transfer`: the bytes leave where they were, unless the value is refused.
var bytes = new Uint8Array([1, 2, 3]), copy = structuredClone({ bytes: bytes, block: bytes.buffer }, { transfer: [bytes.buffer] });
console.log(bytes.length, bytes.buffer.byteLength, copy.bytes.join(), copy.bytes.buffer === copy.block);
var kept = new ArrayBuffer(8);
[
  function () { structuredClone({ f: function () {}, kept: kept }, { transfer: [kept] }); },
  function () { structuredClone(kept, { transfer: [kept, kept] }); },
  function () { structuredClone(1, { transfer: [{}] }); },
  function () { structuredClone(1, { transfer: 5 }); },
  function () { structuredClone(1, 5); },
  function () { structuredClone(); }
].forEach(function (refused) { try { refused(); } catch (e) { console.log('%s', e.name + ' ' + e.code, kept.byteLength); } });
// The block that small Buffers share stays: other Buffers are in it.
var small = Buffer.from('ab'), other = Buffer.from('cd');
console.log(structuredClone(small.buffer, { transfer: [small.buffer] }).byteLength === 8192, other.toString(), Buffer.from('ef').toString());
