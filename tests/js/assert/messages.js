// Messages show actual, operator and expected; a given message stands alone.
var assert = require('assert');
function tell(block) {
  try { block(); console.log('passed'); }
  catch (e) { console.log('%s | %s | %s', e.name, e.message, e.operator); }
}
tell(function () { assert.equal(1, 2); });
tell(function () { assert.equal('a', 'b', 'they differ'); });
tell(function () { assert.equal(1, '1'); });
tell(function () { assert.notEqual(1, true); });
tell(function () { assert.strictEqual(1, '1'); });
tell(function () { assert.notStrictEqual('a', 'a'); });
tell(function () { assert.deepEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }); });
tell(function () { assert.notDeepEqual([1], [1]); });
tell(function () { assert.ok(0); });
tell(function () { assert(false); });
tell(function () { assert(null, 'no value'); });
tell(function () { assert.fail(1, 2, undefined, '<'); });
tell(function () { assert.fail(1, 2, 'said so', '<'); });
tell(function () { assert.fail('only a message'); });
tell(function () { assert.fail(); });
tell(function () { assert.equal(undefined, NaN); });
tell(function () { assert.equal(/x/, function f() {}); });
tell(function () { assert.equal(null, new Error('e')); });
tell(function () { assert.equal(new Array(200).join('x'), 1); });
tell(function () { var o = {}; o.o = o; assert.equal(o, 1); });
tell(function () { assert.equal(1, 2, new TypeError('mine')); });
