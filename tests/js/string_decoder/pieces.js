// Text that arrives cut at every place comes out whole.
var StringDecoder = require('string_decoder').StringDecoder;
var text = 'h\u00e9llo \u20ac \ud83d\ude00 end';
['utf8', 'ucs2', 'base64', 'hex', 'ascii', 'binary'].forEach(function (encoding) {
  var bytes = new Buffer(text, encoding === 'ucs2' ? 'ucs2' : 'utf8'), bad = 0;
  for (var cut = 0; cut <= bytes.length; cut++) {
    for (var second = cut; second <= bytes.length; second += 3) {
      var decoder = new StringDecoder(encoding);
      var got = decoder.write(bytes.slice(0, cut)) + decoder.write(bytes.slice(cut, second)) + decoder.write(bytes.slice(second)) + decoder.end();
      if (got !== bytes.toString(encoding)) bad++;
    }
  }
  console.log(encoding, bad);
});
var one = new StringDecoder();
for (var i = 0, out = []; i < 4; i++) out.push(one.write(new Buffer('\ud83d\ude00').slice(i, i + 1)).length);
console.log(out.join(), one.encoding);
