// Files that are no ordinary modules: each gives its exports, or an error that can be caught, and can be required again.
var fs = require('fs'), tmp = process.env.TMP;
function put(name, text) { fs.writeFileSync(tmp + '/' + name, text); }
function tried(id) {
  try {
    return JSON.stringify(require(tmp + '/' + id));
  } catch (error) {
    return error.name + ': ' + error.message.replace(tmp, 'TMP');
  }
}
fs.mkdirSync(tmp + '/folder.js', 0755);
put('folder.js/index.js', 'exports.name = "in a folder named .js"');
console.log('%s', tried('folder.js'));
console.log('%s', tried('folder'));
put('empty.js', '');
put('blank.js', '\ufeff#!/usr/bin/env node');
put('crlf.js', '#!/usr/bin/env node\r\nexports.a = 1;\r\nexports.b = `x\r\ny`.length;\r\n');
console.log('%s %s %s', tried('empty'), tried('blank'), tried('crlf'));
put('empty.json', '');
console.log('%s', tried('empty.json'));
put('big.js', 'exports.length = ' + JSON.stringify(new Array(500001).join('0123456789')) + '.length;');
console.log('%s', tried('big'));
put('wrong.js', 'exports.line = 1;\nvar x = ;\n');
console.log('%s', tried('wrong'));
try {
  require(tmp + '/wrong');
} catch (error) {
  console.log('%s', error.stack.split('\n').slice(0, 4).join('|').replace(tmp, 'TMP'));
}
put('wrong.js', 'exports.mended = true;');
console.log('%s', tried('wrong'));
put('latin1.js', new Buffer([0x65, 0x78, 0x70, 0x6f, 0x72, 0x74, 0x73, 0x2e, 0x61, 0x3d, 0x22, 0xe9, 0x22]));
console.log('%s', tried('latin1'));
put('nul.js', 'exports.a = "\u0000".length;');
console.log('%s', tried('nul'));
put('returns.js', 'exports.early = 1; return; exports.late = 1;');
console.log('%s', tried('returns'));
put('today.js', 'const a = 1\n  , b = 2\nvar using = a + b;\nclass K { m() { return eval("a + b") } }\nexports.using = new K().m();');
console.log('%s', tried('today'));
