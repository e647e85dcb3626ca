// Names of encodings that string methods made mean the same, as codec libraries (iconv-lite) need it.
var StringDecoder = require('string_decoder').StringDecoder;
var lower = 'UTF-8'.toLowerCase(), bare = 'utf-8'.replace(/-/, ''), hex = 'HEX'.toLowerCase();
console.log('%s %s', new Buffer('h\u00e9', lower).length, new Buffer('6869', hex).toString(bare));
console.log('%s', new StringDecoder(bare).write(new Buffer([0xc3, 0xa9])));
try { new Buffer('x', 'NOPE'.toLowerCase()); } catch (error) { console.log('%s', error.message); }
