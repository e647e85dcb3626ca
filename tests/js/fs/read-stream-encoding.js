// setEncoding: characters that lie across pieces stay whole; a cut one at the end is told.
var fs = require('fs'), f = process.env.TMP + '/f';
fs.writeFileSync(f, new Buffer([0x61, 0xc3, 0xa9, 0xe4, 0xb8, 0xad, 0xf0, 0x9f, 0x98, 0x80, 0x62, 0xe4, 0xb8]));
var stream = fs.createReadStream(f, { bufferSize: 1 }), pieces = [];
stream.setEncoding('utf8');
stream.on('data', function (text) { pieces.push(text); });
stream.on('end', function () {
  console.log(pieces.length, JSON.stringify(pieces.join('')) === JSON.stringify('a\u00e9\u4e2d\ud83d\ude00b\ufffd'), stream.encoding);
  var hex = fs.createReadStream(f, { encoding: 'base64', bufferSize: 4 }), all = '';
  hex.on('data', function (text) { all += text; });
  hex.on('end', function () { console.log(all); });
});
