var util = require('util');
console.log(JSON.stringify([util.format('%s:%s', 'a'), util.format('%j', {a: 1}), util.format(1, 'b'), util.format()]));
console.log(util.isArray([]), util.isArray({}), util.isRegExp(/x/), util.isDate(new Date()), util.isError(new Error()), util.isError({}));
var old = util.deprecate(function (a) { return a + 1; }, 'old is old');
console.log(old(1), old(2));
util.promisify(function (a, callback) { callback(null, a * 2); })(21).then(console.log);
util.promisify(function (callback) { callback(new Error('no')); })().catch(function (e) { console.log(e.message); });
