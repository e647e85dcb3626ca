// Characters across the ends of blocks and pieces of every size, in every encoding; setEncoding in the middle.
var fs = require('fs'), f = process.env.TMP + '/f', text = '';
for (var i = 0; i < 60000; i++) text += ['a', '\u00e9', '\u4e2d', '\ud83d\ude00', '\n'][i % 5];
fs.writeFileSync(f, text);
var bytes = fs.readFileSync(f), sizes = [undefined, 1000, 1001, 4095, 65536, 70000];
console.log(bytes.length);
(function next() {
  if (!sizes.length) return middle();
  var size = sizes.shift(), names = ['utf8', 'ascii', 'binary', 'base64', 'hex'];
  (function one() {
    if (!names.length) return next();
    var name = names.shift(), got = '', stream = fs.createReadStream(f, size ? { bufferSize: size } : {});
    stream.setEncoding(name);
    stream.on('data', function (piece) { if (typeof piece !== 'string' || !piece.length) console.log('a piece that is ' + typeof piece); got += piece; });
    stream.on('end', function () { if (got !== bytes.toString(name)) console.log(size, name, 'differs'); one(); });
  })();
})();
function middle() {
  var got = [], stream = fs.createReadStream(f, { bufferSize: 3000 });
  stream.on('data', function (piece) {
    got.push(Buffer.isBuffer(piece) ? 'Buffer ' + piece.length : 'string');
    if (got.length === 2) stream.setEncoding('hex');
  });
  stream.on('end', function () { console.log(got.slice(0, 4).join(), got.length); });
}
