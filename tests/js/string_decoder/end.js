// end() gives what was held back, and takes a last piece.
var StringDecoder = require('string_decoder').StringDecoder, d = new StringDecoder('utf8');
console.log(JSON.stringify(d.write(new Buffer([0x61, 0xe2, 0x82]))), escape(d.end()), JSON.stringify(d.end()));
console.log(d.end(new Buffer('last')), d.write('a string'), JSON.stringify(d.write(new Buffer(0))));
d = new StringDecoder('base64');
console.log(JSON.stringify(d.write(new Buffer('abcd'))), d.end());
