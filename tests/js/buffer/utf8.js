// UTF-8: four-byte characters survive, faults become U+FFFD.
console.log(new Buffer('\ud83d\ude00').inspect(), new Buffer([0xf0, 0x9f, 0x98, 0x80]).toString() === '\ud83d\ude00');
console.log(new Buffer('a\ud83db').inspect());
[[0xe9], [0xe2, 0x82], [0xc3, 0xa9, 0xff, 0x41], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xef, 0xbb, 0xbf, 0x41]].forEach(function (octets) {
  var text = new Buffer(octets).toString(), codes = [];
  for (var i = 0; i < text.length; i++) codes.push(text.charCodeAt(i).toString(16));
  console.log(octets.map(function (o) { return o.toString(16); }).join(' ') + ' -> ' + codes.join(' '));
});
var long = '';
for (var i = 0; i < 2000; i++) long += String.fromCharCode(32 + i * 31 % 60000 % 0xd000);
console.log(new Buffer(long).toString() === long, Buffer.byteLength(long) === new Buffer(long).length);
