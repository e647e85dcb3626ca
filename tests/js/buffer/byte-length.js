console.log(Buffer.byteLength(''), Buffer.byteLength('abc'), Buffer.byteLength('h\u00e9\u20ac\ud83d\ude00'), Buffer.byteLength('\ud83d'));
['ascii', 'binary', 'base64', 'hex', 'ucs2', 'utf8', undefined].forEach(function (encoding) {
  console.log(encoding + ' ' + Buffer.byteLength('0a1b\u00e9', encoding));
});
console.log(Buffer.byteLength(new Buffer(7)), Buffer.byteLength(new ArrayBuffer(5)), Buffer.byteLength(12345));
try { Buffer.byteLength('x', 'nope'); } catch (e) { console.log(e.message); }
