// Depth both ways.
var deep = '['.repeat(50000) + ']'.repeat(50000);
var value = JSON.parse(deep);
console.log(JSON.stringify(value) === deep);
var objects = '{"a":'.repeat(20000) + '1' + '}'.repeat(20000);
console.log(JSON.stringify(JSON.parse(objects)) === objects);
console.log(JSON.stringify(JSON.parse(objects, function (key, value) { return value; })) === objects);
function thrown(f) {
  try {
    return f();
  } catch (error) {
    return error.name + ': ' + error.message;
  }
}
console.log(thrown(function () { return JSON.parse('['.repeat(200000) + ']'.repeat(200000)); }));
console.log(thrown(function () {
  var array = [];
  for (var i = 0; i < 200000; i++) array = [array];
  return JSON.stringify(array);
}));
console.log(thrown(function () {
  var array = [];
  for (var i = 0; i < 90000; i++) array = [array];
  return JSON.stringify(array, null, 10);
}));
console.log(thrown(function () { return JSON.stringify(new Array(4294967295)); }));
['{"a":1,}', '[1', '{"a" 1}', '[1 "x"]', '[1 2]', '"\\x"', '"\\u12"', '"a\nb"', '-', '1.', '1e', '"a', '[😀]', '{"a":1}]', '{1:2}'].forEach(function (text) {
  console.log(thrown(function () { return JSON.parse(text); }));
});
// 100,000 keys of the usual kinds are fine.
var usual = {};
for (var i = 0; i < 100000; i++) usual['key' + i] = i;
var text = JSON.stringify(usual);
console.log(text.length, Object.keys(JSON.parse(text)).length);
var hex = {};
for (i = 0; i < 30000; i++) hex[(i * 2654435761 % 4294967296).toString(16)] = i;
console.log(Object.keys(JSON.parse(JSON.stringify(hex))).length === Object.keys(hex).length);
