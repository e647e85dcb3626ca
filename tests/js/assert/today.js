// What packages of today use.
var assert = require('assert');
var strict = assert.strict;
strict.equal(1, 1);
try { strict.equal(1, '1'); } catch (e) { console.log(e.message); }
try { strict.deepEqual({ a: 1 }, { a: '1' }); } catch (e) { console.log(e.message); }
assert.match('abc', /b/);
assert.doesNotMatch('abc', /x/);
try { assert.match('abc', /x/); } catch (e) { console.log(e.message); }
assert.rejects(Promise.reject(new TypeError('no')), TypeError).then(function () {
  console.log('rejected');
  return assert.rejects(async function () {}, 'none').catch(function (e) { console.log(e.message); });
}).then(function () {
  return assert.doesNotReject(Promise.resolve(1));
}).then(function () {
  return assert.doesNotReject(Promise.reject(new Error('oops'))).catch(function (e) { console.log(e.message); });
});
