// Every value with every other: a letter for each outcome, `=` for one that holds. Rows and columns are in the same order.
var assert = require('assert');
function f1() {} function f2() {} function K(a) { this.a = a; } function K2(a) { this.a = a; }
function hole() { var a = [1]; a.x = 2; return a; }
var cycle = { n: 1 }; cycle.self = cycle; var twin = { n: 1 }; twin.self = twin;
var values = [undefined, null, true, false, 0, 1, 2, NaN, '', '1', 'a', '0', 'true', {}, { a: 1 }, { a: '1' }, { a: 1, b: 2 }, { b: 2, a: 1 }, { a: undefined }, { b: undefined },
  [], [1], ['1'], [1, 2], [1, , 3], [1, undefined, 3], { a: { b: { c: [1] } } }, { a: { b: { c: ['1'] } } }, new Date(0), new Date(0), new Date(1), /a/, /a/, /a/g, /b/, f1, f2,
  new K(1), new K2(1), new K(1), K, new String('a'), new Number(1), new Boolean(false), new Buffer('ab'), new Buffer('ab'), new Buffer('ac'), new Error('x'), new Error('x'), new Error('y'), new TypeError('x'),
  (function () { return arguments; })(1, 2), { 0: 1, 1: 2 }, cycle, twin, { length: 0 }, Math, JSON, hole()];
function holds(operator, a, b) {
  try { assert[operator](a, b); return true; } catch (e) {
    if (e instanceof assert.AssertionError && e.operator && e.message && e.generatedMessage) return false;
    throw e;
  }
}
[['equal', 'notEqual'], ['strictEqual', 'notStrictEqual'], ['deepEqual', 'notDeepEqual'], ['deepStrictEqual', 'notDeepStrictEqual']].forEach(function (pair) {
  console.log(pair[0]);
  values.forEach(function (a, row) {
    console.log('%s', values.map(function (b) {
      var yes = holds(pair[0], a, b), no = holds(pair[1], a, b);
      return yes === no ? '?' : yes ? '=' : '.';
    }).join('') + ' ' + row);
  });
});
