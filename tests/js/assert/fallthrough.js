// doesNotThrow throws on what nobody described; a message that says nothing is none; traces begin at the caller.
var assert = require('assert');
function tell(block) { try { block(); console.log('passed'); } catch (e) { console.log('%s', e + ' ' + (e && e.generatedMessage)); } }
function boo() { throw new RangeError('boo'); }
tell(function () { assert.doesNotThrow(boo); });
tell(function () { assert.doesNotThrow(boo, 'never'); });
tell(function () { assert.doesNotThrow(boo, RangeError); });
tell(function () { assert.doesNotThrow(boo, TypeError); });
tell(function () { assert.doesNotThrow(function () { throw 'text'; }); });
tell(function () { assert.doesNotThrow(function () { throw undefined; }); });
['', 0, false, null, undefined, NaN].forEach(function (message) { tell(function () { assert.equal(1, 2, message); }); });
tell(function () { assert.equal(1, 2, 'own'); });
tell(function () { assert.ok(false, new TypeError('an error as the message')); });
tell(function () { assert.fail(1, 2, undefined, '>'); });
tell(function () { assert.fail(1, 2, 'more', '>'); });
tell(function () { assert.fail('alone'); });
tell(function () { assert.fail(); });
tell(function () { assert.fail(1, 2); });
try { assert.equal(1, 2); } catch (e) { console.log('%s', e.stack.split('\n').slice(0, 2).join(' | ').replace(__dirname, '.')); }
try { assert.deepEqual({ a: 1 }, { a: 2 }); } catch (e) { console.log(e.name, e.actual, e.expected, e.operator, e instanceof Error, Object.keys(e).join()); }
var own = new assert.AssertionError({ message: 'made', actual: 1, expected: 2, operator: 'op' });
console.log('%s', own, own.message, own.operator, own instanceof Error, /fallthrough/.test(own.stack));
