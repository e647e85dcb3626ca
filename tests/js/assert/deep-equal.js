// The CommonJS rules.
var assert = require('assert');
function loose(a, b) { try { assert.deepEqual(a, b); return true; } catch (e) { return e.operator; } }
function strict(a, b) { try { assert.deepStrictEqual(a, b); return true; } catch (e) { return e.operator; } }
function A() { this.x = 1; }
function B() { this.x = 1; }
var self = { a: 1 }; self.self = self;
var other = { a: 1 }; other.self = other;
var third = { a: 1 }; third.self = { a: 1, self: third };
var args = (function () { return arguments; })(1, 2);
[
  [1, '1'], [null, undefined], [NaN, NaN], [0, -0], ['a', 'b'], [{}, []], [[1, 2], [1, 2]], [[1, 2], [1, 2, 3]], [[1, , 2], [1, undefined, 2]],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }], [{ a: 1 }, { a: 1, b: undefined }], [{ a: 4 }, { a: '4' }], [{ a: undefined }, { b: undefined }],
  [new Date(5), new Date(5)], [new Date(5), new Date(6)], [/a/g, /a/g], [/a/g, /a/i], [new Buffer('ab'), new Buffer('ab')],
  [new Buffer('ab'), new Buffer('ac')], [new A(), new B()], [self, other], [self, third], [args, [1, 2]], [null, {}], [undefined, {}],
  [new String('a'), 'a'], [new Number(1), new Number(2)], [function () {}, function () {}], [new Error('a'), new Error('b')],
  [new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])], [new Map([[1, 2]]), new Map([[1, 3]])], [new Set([{ a: 1 }]), new Set([{ a: 1 }])],
  [new Set([1]), new Set([2])], [{ a: null }, { a: {} }], ['', 0], [true, 1], [Object.create({ inherited: 1 }), {}]
].forEach(function (pair, index) { console.log(index, loose(pair[0], pair[1]), strict(pair[0], pair[1])); });
assert.notDeepEqual({ a: 1 }, { a: 2 });
var deep = {}, twin = {}, at = deep, bt = twin;
for (var i = 0; i < 500; i++) { at = at.n = {}; bt = bt.n = {}; }
assert.deepEqual(deep, twin);
