// The method of today by which an object wants to be shown, beside 0.2's `inspect`.
var util = require('util'), custom = util.inspect.custom;
function Money(sum) { this.sum = sum; }
Money.prototype[custom] = function (depth, options, inspect) {
  return 'Money<' + this.sum + ' ' + depth + ' ' + options.colors + ' ' + (inspect === util.inspect) + '>';
};
console.log(util.inspect(new Money(5)), util.inspect([new Money(6)]), util.inspect({ a: { b: new Money(7) } }, false, 5));
function Shape() { this.hidden = 1; }
Shape.prototype[custom] = function () { return { shown: [1, 2], self: this }; };
console.log(util.inspect(new Shape()));
var both = {};
both[custom] = function () { return 'today'; };
both.inspect = function () { return 'then'; };
console.log(util.inspect(both));
var thrower = {};
thrower[custom] = function () { throw new Error('not me'); };
try { util.inspect(thrower); } catch (error) { console.log(error.message); }
console.log(util.inspect(new URL('http://a/b?c=d'), false, 0));
console.log(util.formatWithOptions({ depth: 0 }, { a: { b: 1 } }));
