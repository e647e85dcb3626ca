// throws and doesNotThrow in all their forms; ifError.
var assert = require('assert');
function tell(block) {
  try { block(); console.log('passed'); } catch (e) { console.log(e.name + ': ' + e.message); }
}
function thrower() { throw new TypeError('bad value'); }
function quiet() {}
tell(function () { assert.throws(thrower); });
tell(function () { assert.throws(thrower, TypeError); });
tell(function () { assert.throws(thrower, Error); });
tell(function () { assert.throws(thrower, RangeError); });
tell(function () { assert.throws(thrower, /bad/); });
tell(function () { assert.throws(thrower, /good/); });
tell(function () { assert.throws(thrower, function (e) { return e instanceof TypeError; }); });
tell(function () { assert.throws(thrower, function (e) { return false; }); });
tell(function () { assert.throws(thrower, { message: 'bad value', name: /Type/ }); });
tell(function () { assert.throws(thrower, { message: 'other' }); });
tell(function () { assert.throws(thrower, 'the message'); });
tell(function () { assert.throws(quiet); });
tell(function () { assert.throws(quiet, 'nothing came'); });
tell(function () { assert.throws(quiet, TypeError, 'nothing came'); });
tell(function () { assert.throws(function () { throw undefined; }); });
tell(function () { assert.doesNotThrow(quiet); });
tell(function () { assert.doesNotThrow(thrower); });
tell(function () { assert.doesNotThrow(thrower, 'should be quiet'); });
tell(function () { assert.doesNotThrow(thrower, TypeError); });
tell(function () { assert.doesNotThrow(thrower, RangeError); });
tell(function () { assert.throws('not a function'); });
tell(function () { assert.ifError(null); assert.ifError(undefined); assert.ifError(0); });
tell(function () { assert.ifError(new Error('passed on')); });
try { assert.ifError('text'); } catch (e) { console.log(e); }
