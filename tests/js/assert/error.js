// AssertionError: an Error with name, message, actual, expected, operator, and a stack that begins at the caller.
var assert = require('assert');
var sys = require('sys');
function caller() { assert.equal(1, 2); }
try { caller(); } catch (e) {
  console.log(e instanceof assert.AssertionError, e instanceof Error, e.constructor === assert.AssertionError);
  console.log(e.name, e.actual, e.expected, e.operator, e.code, e.generatedMessage);
  console.log(String(e));
  console.log(e.stack.split('\n')[0]);
  console.log(/^    at caller \(.*error\.js:4:/.test(e.stack.split('\n')[1]));
  console.log(Object.keys(e).join());
}
var made = new assert.AssertionError({ message: 'm', actual: 1, expected: 2, operator: '<' });
console.log(made.message, made.actual, made.operator, made.generatedMessage);
console.log(assert.AssertionError({ message: 'without new' }) instanceof assert.AssertionError);
function Mine() { assert.AssertionError.call(this, { message: 'mine' }); }
sys.inherits(Mine, assert.AssertionError);
console.log(new Mine().message, new Mine() instanceof Error);
class Other extends assert.AssertionError {}
console.log(new Other({ message: 'other' }) instanceof Other);
