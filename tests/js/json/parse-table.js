// Odd documents: what each means, or that it is none. The output was recorded on node 20.
var documents = [
  '', ' ', '\t\n\r ', '\u00a0 1', '\ufeff1', '\f1', '\v1', '1\u2028', '0', '-0', '-', '+1', '01', '-01', '00', '0.', '.5', '-.5',
  '0.5', '1.50', '1e5', '1E5', '1e+5', '1e-5', '1e', '1e+', '1.e5', '1.5e300', '1e400', '-1e400', '1e-400', '-1e-400', '5e-324', '2e-324',
  '1.7976931348623157e308', '1.7976931348623159e308', '9007199254740991', '9007199254740992', '9007199254740993', '9007199254740995',
  '123456789', '1234567890', '2147483647', '2147483648', '-2147483648', '-2147483649', '4294967296', '12345678901234567890',
  '0.1', '0.30000000000000004', '0.1000000000000000055511151231257827', '1000000000000000000000', '1e21', '123456789012345678901234567890',
  '1.0', '100', '-5', '- 5', '1 2', '0x10', '1_000', '1n', 'NaN', 'Infinity', '-Infinity', 'true', 'false', 'null', 'True', 'tru', 'truex',
  'nul', 'nulll', 'undefined', 'true false', 't', 'f', 'n', '"', '""', '"a"', '"a', 'a"', "'a'", '"\\', '"\\"', '"\\""', '"\\\\"', '"\\/"',
  '"\\b\\f\\n\\r\\t"', '"\\v"', '"\\0"', '"\\x41"', '"\\u"', '"\\u004"', '"\\u0041"', '"\\u00e9"', '"\\uD83D\\uDE00"', '"\\ud83d"',
  '"\\uDE00"', '"\\uD83Dx"', '"\\u00G0"', '"\\U0041"', '"\t"', '"\n"', '"\0"', '"\x1f"', '"\x20"', '"\x7f"', '"é"', '"€"', '"😀"', '"\ud800"',
  '"\u2028\u2029"', '"a" "b"', '[', ']', '[]', '[ ]', '[1]', '[1,]', '[,1]', '[1,2]', '[1 2]', '[1,,2]', '[1}', '[[]]', '[[],[[]]]', '[[1],2',
  '[1],', '[null]', '["a",1,true,null,[],{}]', '{', '}', '{}', '{ }', '{"a"}', '{"a":}', '{"a":1', '{"a":1}', '{"a":1,}', '{,"a":1}',
  '{"a":1 "b":2}', '{"a":1,"b":2}', '{"a":1,"a":2}', '{"a":1,"b":2,"a":3}', '{a:1}', "{'a':1}", '{1:1}', '{"a" : 1 }', '{"":1}', '{"a":1}}',
  '{"__proto__":1}', '{"__proto__":{"x":1}}', '{"__proto__":null,"__proto__":5}', '{"constructor":1,"toString":2,"hasOwnProperty":3}',
  '{"1":"a","0":"b","x":"c","2":"d"}', '{"10":1,"9":2,"01":3,"-1":4,"1.5":5}', '{"4294967294":1,"4294967295":2,"4294967296":3,"0":4}',
  '{"b":1,"a":2,"b":{"c":3}}', '{"a":{"a":{"a":{}}}}', '{"length":3}', '{"é":1,"\\u00e9":2}', '{"\\u0061":1,"a":2}', '{"😀":1}', '{"a\\nb":1}',
  '[{"id":1,"name":"x"},{"id":2,"name":"y"},{"name":"z","id":3}]', '/* c */1', '1 // c', '// c\n1', '<!-- 1', '[1]x', '"a"x', '{"a":1}x',
  '\u0000', '1\u0000', '[1,\u00a02]', '{"a":\u20281}', '[1e1,1E-1,-0,0.0,-0.0e-0]', '[0,-0,1,-1]', '(1)', '1;', '[1];', 'function(){}',
  '{"get x":1}', '[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]', '[1,"a",2.5]', '[1,2.5,3]', '[[1,2.5],[3,"x"]]'
];

function shown(value) {
  if (value === null || typeof value !== 'object') {
    return Object.is(value, -0) ? '-0' : typeof value + ' ' + (typeof value === 'string' ? escape(value) : String(value));
  }
  var keys = Object.getOwnPropertyNames(value).filter(function (key) { return key !== 'length' || !Array.isArray(value); });
  var parts = keys.map(function (key) {
    var property = Object.getOwnPropertyDescriptor(value, key);
    var flags = (property.writable ? 'w' : '') + (property.enumerable ? 'e' : '') + (property.configurable ? 'c' : '');
    return escape(key) + (flags === 'wec' ? '' : '!' + flags) + '=' + shown(property.value);
  });
  var kind = Array.isArray(value) ? 'array ' + value.length : Object.getPrototypeOf(value) === Object.prototype ? 'object' : 'other';
  return kind + ' (' + parts.join(', ') + ')';
}

documents.concat([undefined, null, 1, true, [1], ['"a"'], {}, { toString: function () { return '[7]'; } }]).forEach(function (text, at) {
  var outcome;
  try {
    outcome = shown(JSON.parse(text));
  } catch (error) {
    outcome = error.name;
  }
  console.log(at + ' ' + escape(String(text)) + ' -> ' + outcome);
});
