// require('punycode')
var punycode = require('punycode');
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
show(punycode.encode('mañana'), punycode.decode('maana-pta'), punycode.encode('☃-⌘'), punycode.decode('--dqo34k'));
show(punycode.toASCII('mañana.com'), punycode.toASCII('джумла@джpумлатест.bрфa'), punycode.toASCII('example.com'));
show(punycode.toUnicode('xn--maana-pta.com'), punycode.toUnicode('example.com'));
show(punycode.ucs2.decode('a\ud834\udf06\ud800'), punycode.ucs2.encode([0x61, 0x1d306]) === 'a\ud834\udf06');
['\x80', '99999999', 'a-!'].forEach(function (code) {
  try { show(punycode.decode(code)); } catch (error) { show(error.name); }
});
