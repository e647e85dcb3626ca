// One value a line: what 0.2 prints of it.
var sys = require('sys');
function own(text) { return { inspect: function (depth) { return text === undefined ? '<' + depth + '>' : text; } }; }
function hidden(object, key, value) { return Object.defineProperty(object, key, { value: value }); }
function fn(f, props) { for (var k in props) f[k] = props[k]; return f; }
function List() {} List.prototype = []; function list() { var l = new List(); l.push.apply(l, arguments); return l; }
function C() { this.x = 1; } C.prototype.y = 2;
var circle = { a: {} }; circle.a.b = circle; var ring = [1]; ring.push(ring, [ring]); var twice = { v: 1 };
var long = '0123456789012345678901234567890123456789', w = 'abcdefghij';
var tests = [
  // primitives
  'undefined', 'null', 'true', 'false', '0', '-0', '1', '-1', '1.5', '1e21', '1e-7', '123456789', '0x10', 'NaN', 'Infinity', '-Infinity',
  '""', '"a"', '"it\'s"', '\'say "x"\'', '"both \' and \\""', '"a\\nb"', '"a\\tb\\rc"', '"\\b\\f\\v\\0"', '"\\u0001\\u001f"', '"\\u007f"', '"\\\\"', '"a\\\\b"', '"end\\\\"',
  '"\\\\\\\\"', '"\\\\\\""', '"\\\\\'"', '"\\u00e9"', '"\\u65e5\\u672c"', '"\\u2028"', '"\\ufeff"', 'long', '"</script>"',
  // objects
  '{}', '{ a: 1 }', '{ a: 1, b: 2 }', '{ a: {} }', '{ a: [] }', '{ a: { b: { c: {} } } }', '{ a: { b: { c: { d: 1 } } } }', '{ a: { b: { c: [] } } }', '{ a: { b: { c: [1] } } }',
  '{ a: undefined, b: null }', '{ "a-b": 1 }', '{ "": 1 }', '{ " ": 1 }', '{ a1: 1 }', '{ _: 1 }', '{ $: 1 }', '{ a$: 1 }', '{ 1: 1 }', '{ "1a": 1 }', '{ "01": 1 }', '{ "-1": 1 }', '{ "1.5": 1 }',
  '{ "it\'s": 1 }', '{ "say \\"x\\"": 1 }', '{ "a\\nb": 1 }', '{ "\\\\": 1 }', '{ "\\u00e9": 1 }', '{ "a b": "c d" }', '{ b: 1, a: 2, 1: 3, 0: 4 }', '{ "class": 1, "default": 2 }', '{ constructor: 1 }',
  '{ hasOwnProperty: 1 }', '{ toString: 1 }', '{ valueOf: null }', '{ length: 3 }', '{ a: true, b: false }', '{ a: "x" }', '{ a: "it\'s" }', 'Object.create(null)', 'Object.create({ a: 1 })', 'new C()', 'C.prototype',
  'Object.create(new C())', '[new C(), new C()]', '[twice, twice]', '{ a: twice, b: twice }',
  // arrays
  '[]', '[1]', '[1, 2]', '["a"]', '[[]]', '[[[]]]', '[[[[]]]]', '[[[[1]]]]', '[{}]', '[{ a: 1 }]', '[undefined]', '[null]', '[1, , 3]', '[,]', '[, 1]', 'new Array(3)', 'new Array(0)', 'fn([1], { a: 1 })',
  'fn([1], { "a-b": 1 })', 'fn([1], { "-1": 1 })', 'fn([1], { "1.5": 1 })', 'fn([], { a: 1 })', 'fn([1, , 3], { x: [] })', 'fn([1], { "007": 7 })', '[true, false, null, undefined]', '[1, "1"]', '[function () {}]',
  'list()', 'list(1, 2)', 'Object.create([])', '(function () { return arguments; })()', '(function () { return arguments; })(1, "x")', '(function (a) { a = 9; return arguments; })(1)',
  // functions
  'function () {}', 'function f() {}', 'function f(a, b) { return a; }', 'fn(function () {}, { a: 1 })', 'fn(function f() {}, { a: 1, b: 2 })', 'fn(function f() {}, { f: function g() {} })', '{ f: function () {} }',
  '{ f: function g() {} }', 'C', 'Object', 'Array', 'Date', 'parseInt', 'fn(function () {}, { "a-b": 1 })', '(function () { var v = function () {}; return v; })()', 'function $() {}', 'function \\u00e9() {}',
  // dates and regular expressions
  'new Date(0)', 'new Date(1e12)', 'new Date(-1)', 'new Date(NaN)', 'fn(new Date(0), { a: 1 })', '[new Date(0)]', '{ d: new Date(0) }', '/a/', '/a/g', '/a/gim', '/\\//', '/[\'"]/', '/a\\nb/', 'fn(/a/, { a: 1 })', 'fn(/a/, { a: 1, b: 2 })',
  '[/a/, /b/]', '{ r: /x/ }', 'new RegExp("")', 'new RegExp("/")',
  // boxed primitives are like other objects
  'new Number(1)', 'new Boolean(true)', 'new String("")', 'new String("ab")', 'fn(new String("a"), { x: 1 })', '[new Number(1)]',
  // accessors
  '{ get a() { throw 1; } }', '{ set a(v) {} }', '{ get a() {}, set a(v) {} }', '[{ get a() {} }]', '{ get "a-b"() {} }', '{ a: { get b() {} } }', 'Object.create({ get a() {} })',
  // errors have a message, and a stack that is read and written
  'new Error("x")', 'new Error()', 'new Error("")', 'new TypeError("t")', 'fn(new Error("x"), { errno: 2 })', 'fn(new Error("x"), { name: "N" })', '[new Error("x")]', '{ e: new Error("it\'s") }', '{ a: { b: { c: new Error("x") } } }',
  'new Error("a\\nb")', 'fn(new Error(long), { path: "/" + long })', 'Error.prototype', 'fn(new Error("x"), { message: "other" })', 'fn(new Error("x"), { stack: "mine" })',
  // cycles
  'circle', 'ring', '{ circle: circle }', '[ring]', '[circle, circle]', 'fn(function f() {}, { prototype: 1 })',
  // `inspect` methods
  'own()', '[own()]', '{ a: own() }', '{ a: [own()] }', '[[[own()]]]', '[[[[own()]]]]', 'own("<x>")', 'own("")', '[own("two\\nlines")]', '{ a: own("two\\nlines") }', '{ a: own("two\\nlines"), b: 1 }', '{ a: [own("1\\n2\\n3")] }',
  '[own(long + w)]', '[own(long + w + w)]', '{ inspect: 1 }', '{ inspect: "text" }', 'fn(function () {}, { inspect: function () { return "F"; } })', 'Object.create(own("inherited"))', 'fn([1], { inspect: function () { return "A"; } })',
  // Buffers
  'new Buffer(0)', 'new Buffer("ab")', '[new Buffer("ab")]', '{ b: new Buffer("a") }', 'new Buffer([0, 1, 15, 16, 255])', 'new Buffer("abc").slice(1, 2)',
  // breaks
  '[long, 1]', '[long, 12]', '[long, 123]', '[long, 1234]', '[long, 12345]', '[long, 123456]', '{ a: long }', '{ a: long, b: 1 }', '{ a: long, b: 12 }', '{ a: long + w }', '{ a: long + w, b: [] }', '[long + w]', '[long + w, long + w]',
  '[[long, long]]', '[[[long, long]]]', '{ a: { b: long, c: long } }', '{ a: [long, long] }', '[{ a: long, b: long }]', '[{ a: [long, long], b: long }, [long, { c: long, d: long }]]', '{ a: { a: { a: { a: long } } }, b: long }',
  '{ aaaaaaaaaa: 1, bbbbbbbbbb: 2, cccccccccc: 3, d: 4 }', '{ aaaaaaaaaa: 1, bbbbbbbbbb: 2, cccccccccc: 3, dd: 4 }', '{ aaaaaaaaaa: 1, bbbbbbbbbb: 2, cccccccccc: 3, dddddddddd: 4 }', '[w, w, w, w]', '[w, w, w, "abcdefghijk"]', '[w, w, w, w, w]',
  '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]', '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]', 'fn(function f() {}, { a: long, b: long })', 'fn(new Date(0), { a: long, b: long })', 'fn(/x/, { a: long + w })',
  'fn([long], { x: long })', '{ a: [1, 2, 3], b: { c: [w, w, w, w, w] } }', '[[w, w, w, w, w], [w, w, w, w, w]]', '{ a: fn(function () {}, { b: long, c: long }) }', '[fn(/x/, { a: long, b: long })]', '{ a: long, b: { c: 1 } }', '[[], {}, long + w]',
  '{ "a-b": { c: long, d: long } }', '[{}, { a: [[w, w, w, w, w]] }]'
];
tests.forEach(function (text) { console.log('%s', text + '  ->  ' + sys.inspect(eval('(' + text + ')'))); });
// with depth and what is hidden
[
  ['{ a: { b: 1 } }', false, 0], ['{ a: 1 }', false, 0], ['[[1]]', false, 0], ['[[]]', false, 0], ['{ a: {} }', false, 0], ['{ a: /x/ }', false, 0], ['{ a: fn(/x/, { y: 1 }) }', false, 0], ['{ a: new Date(0) }', false, 0], ['{ a: fn(new Date(0), { y: 1 }) }', false, 0],
  ['{ a: function f() {} }', false, 0], ['{ a: fn(function f() {}, { y: 1 }) }', false, 0], ['{ a: new Error("x") }', false, 0], ['{ a: own() }', false, 0], ['{ a: { b: { c: { d: { e: 1 } } } } }', false, 1], ['{ a: { b: { c: { d: { e: 1 } } } } }', false, 3],
  ['{ a: { b: { c: { d: { e: 1 } } } } }', false, null], ['[[[[[[1]]]]]]', false, null], ['{ a: { b: { c: { d: { e: 1 } } } } }', false, undefined], ['{ a: 1 }', false, -1], ['{}', false, -1], ['[[[[[1]]]]]', false, 10],
  ['[1, 2]', true], ['[]', true], ['[[1]]', true], ['hidden({ a: 1 }, "h", 2)', true], ['hidden({}, "h-h", { a: 1 })', true], ['hidden({}, "h", function () {})', true, 0], ['hidden([1], "x", 2)', true], ['new String("ab")', true], ['new Date(0)', true], ['new Error("x")', true],
  ['hidden({ a: 1 }, "h", 2)', false], ['{ get a() {} }', true], ['circle', true], ['hidden({}, "h", long + w)', true], ['Object.defineProperty({}, "g", { get: function () {} })', true], ['"text"', true], ['[hidden({}, "h", 1)]', true]
].forEach(function (row) {
  console.log('%s', row.map(String).join(', ') + '  ->  ' + sys.inspect(eval('(' + row[0] + ')'), row[1], row[2]));
});
