// The result of code is the value of its last expression.
var Script = process.binding('evals').Script;
var codes = ['1; 2; 3', '', '// nothing', 'var v = 3', 'function f() {}', 'if (true) 5; else 6', 'if (false) 5',
  'for (var i = 0; i < 3; i++) i * 2', 'try { 1 } finally { 2 }', 'switch (1) { case 1: "one" }', 'with ({ q: 1 }) q',
  'l: { 7; break l }', '"use strict"; 8', '({ a: 1 }).a', '010', '\ufeff1 + 1', 'x = 9; delete x', 'void 0', 'null', 'typeof nope'];
codes.forEach(function (code) { console.log(JSON.stringify(code), String(Script.runInNewContext(code))); });
console.log(Script.runInThisContext('this === global'), new Script('this').runInThisContext() === global);
console.log(Script.runInNewContext('this === self', (function () { var s = {}; s.self = s; return s; })()));
console.log(Script.runInNewContext('(function () { return this.q })()', { q: 7 }));
console.log(Script.runInNewContext('"use strict"; (function () { return typeof this })()', { q: 7 }));
console.log(Script.runInNewContext(42), Script.runInNewContext({ toString: function () { return '6 * 7'; } }), Script.runInThisContext(new Buffer('1 + 1')));
