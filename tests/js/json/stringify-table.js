// Odd values as JSON. The output was recorded on node 20.
function Shape() { this.own = 1; }
Shape.prototype.inherited = 2;
var date = new Date(1282298400000);
var cyclic = []; cyclic[0] = { a: [cyclic] };
var sparse = [1]; sparse[5] = 2;
var extra = [1, 2]; extra.name = 'x';
var hidden = Object.defineProperty({ a: 1 }, 'h', { value: 2, enumerable: false });
var symbols = { a: 1 }; symbols[Symbol('s')] = 2;
var same = { x: 1 };
function args() { return arguments; }
function log(list) { return function (key, value) { list.push(key); return value; }; }
function changing() {
  return { get a() { delete this.b; this.c = 5; return 1; }, b: 2, c: 3 };
}
function growing() {
  var array = [{ toJSON: function () { array.push(9); array[1] = 8; return 'x'; } }, 1];
  return array;
}
var cases = {
  undefined: [undefined], 'function': [function () {}], symbol: [Symbol()], null: [null], true: [true], false: [false], nan: [NaN],
  infinity: [-Infinity], minusZero: [-0], zero: [0], int: [-2147483648], big: [4294967296], huge: [1e21], tiny: [1e-7], frac: [0.1],
  max: [1.7976931348623157e308], min: [5e-324], digits: [123456789012345680000], string: ['a"b\\c/d'],
  controls: ['\0\x01\b\t\n\v\f\r\x1f\x7f\x80\u2028\u2029'], surrogates: ['\ud800 \udc00 \ud83d\ude00 \udc00\ud800 \ud800'],
  latin: ['é€😀'], array: [[1, 'a', null, undefined, function () {}, Symbol(), NaN]], nested: [[[], [[]], {}, [{}]]],
  object: [{ a: 1, b: undefined, c: function () {}, d: Symbol(), e: null, f: NaN }], keys: [{ b: 1, 2: 2, a: 3, 1: 4, '-1': 5 }],
  odd: [{ '': 1, '"': 2, '\n': 3, 'é': 4, '\ud800': 5, __proto__x: 6 }], shape: [new Shape()], date: [date], invalid: [{ d: new Date(NaN) }],
  regexp: [/x/g], error: [new Error('x')], number: [Object(1)], str: [Object('s')], bool: [Object(false)], map: [new Map([[1, 2]])],
  typed: [new Uint8Array([1, 2])], args: [args(1, 'b')], sparse: [sparse], extra: [extra], hidden: [hidden], symbols: [symbols],
  nullProto: [Object.assign(Object.create(null), { a: 1 })], twice: [[same, same, { same: same }]], cyclic: [cyclic],
  getter: [{ get a() { return 1; } }], throwing: [{ get a() { throw new TypeError('x'); } }], changing: [changing()], growing: [growing()],
  toJSON: [{ toJSON: function (key) { return 'key:' + key; } }], toJSONKey: [{ a: { toJSON: function (key) { return [key]; } } }],
  toJSONIndex: [[{ toJSON: function (key) { return typeof key + key; } }]], toJSONNot: [{ toJSON: 5 }],
  toJSONUndefined: [{ a: { toJSON: function () {} }, b: 1 }], toJSONThis: [{ x: 1, toJSON: function () { return { t: this.x }; } }],
  proxy: [new Proxy({ a: 1, b: [2] }, {})], proxyArray: [new Proxy([1, [2]], {})], proxyKeys: [new Proxy({ a: 1 }, { get: function () { return 7; } })],
  space: [{ a: [1, { b: 2 }], c: {}, d: [] }, null, 2], spaceText: [[1, [2]], null, '--'], spaceLong: [[1], null, 'abcdefghijklmnop'],
  spaceNumber: [[1], null, 50], spaceNegative: [[1], null, -1], spaceFraction: [[1], null, 1.9], spaceObject: [[1], null, Object(3)],
  spaceString: [[1], null, Object('x')], spaceTrue: [[1], null, true], spaceWide: [{ a: 'x' }, null, '€'], list: [{ a: 1, b: { a: 2, c: 3 }, c: 4 }, ['b', 'a']],
  listOdd: [{ 1: 'one', a: 2, x: 3 }, [1, Object('a'), Object(1), {}, null, true, 'a']], listEmpty: [{ a: 1 }, []], listArray: [[{ a: 1, b: 2 }], ['b']],
  replacer: [{ a: 1, b: [2, 3], c: 'x' }, function (key, value) { return typeof value === 'number' ? value * 2 : value; }],
  replacerDrops: [{ a: 1, b: 2 }, function (key, value) { return key === 'a' ? undefined : value; }],
  replacerRoot: [{ a: 1 }, function (key, value) { return key === '' ? [value.a, typeof this['']] : value; }],
  replacerThis: [{ a: { b: 1 } }, function (key, value) { return key === 'b' ? Object.keys(this).length : value; }],
  replacerUndefined: [1, function () {}], replacerToJSON: [{ d: date }, function (key, value) { return typeof value; }], replacerNumber: [{ a: 1 }, 5],
  bigint: [10n], bigintIn: [{ a: [1n] }], boxedBigint: [Object(1n)], valueOf: [Object.assign(Object(1), { valueOf: function () { return 5; } })],
  toStringOwn: [Object.assign(Object('s'), { toString: function () { return 't'; } })], defineKey: [{ ['a' + 1]: 1, [2]: 2 }], holes: [[, 1, , 2]],
  floats: [[1, 2.5, -0, 1e100]], mixed: [[1, 2.5, 'x', null]], dateIn: [{ at: date, list: [date] }], classes: [new (class A { constructor() { this.z = 1; } get q() { return 2; } })()]
};
Object.keys(cases).forEach(function (name) {
  var outcome;
  try {
    var result = JSON.stringify.apply(JSON, cases[name]);
    outcome = result === undefined ? 'undefined' : escape(result);
  } catch (error) {
    outcome = error.name;
  }
  console.log(name + ' -> ' + outcome);
});

var seen = [];
JSON.stringify({ b: 1, a: [1, { c: 2 }], 0: 3 }, log(seen));
console.log(seen.join());
seen = [];
console.log(JSON.stringify(JSON.parse('{"b":1,"a":[1,{"c":2},3],"0":3}', log(seen))), seen.join());
console.log(JSON.stringify(JSON.parse('{"a":1,"b":[1,2,3],"c":{"d":4}}', function (key, value) {
  if (key === 'a' || key === '1') return undefined;
  return typeof value === 'number' ? value + 1 : value;
})));
console.log(JSON.parse('[1,2]', function (key, value) { return key === '' ? this[''] === value : value; }));
console.log(JSON.stringify(JSON.parse('{"a":{"x":1},"b":2}', function (key, value) {
  if (key === 'x') { this.y = 5; delete this.x; return 9; }
  return value;
})));
console.log(String(JSON.parse('[1]', function () {})));
console.log(JSON.stringify(JSON.parse('[{"a":1},2]', function (key, value) { if (key === '0') Object.freeze(this); return value; })));
