// Stacks go on through the borders of contexts.
var vm = require('vm');
function show(run) {
  try { run(); } catch (e) {
    console.log(e.stack.split('\n').map(function (line) { return line.trim().replace(__filename, 'FILE').replace(/FILE:\d+:\d+/, 'FILE'); }).join(' | '));
  }
}
show(function outer() { vm.runInNewContext('function inner() {\n  throw new Error("x");\n}\ninner()', {}, 'in.js'); });
show(function outer() {
  vm.runInNewContext('(function mid() { vm.runInNewContext("(function deep() { throw new TypeError(1) })()", {}, "b.js") })()', { vm: vm }, 'a.js');
});
show(function outer() { vm.runInNewContext('(function (f) { f() })(fail)', { fail: function fail() { throw new Error('out here'); } }, 'calls.js'); });
// An error that was made out here has its frames already.
var made = new Error('made before');
try { vm.runInNewContext('throw made', { made: made }, 'rethrows.js'); }
catch (e) { console.log(e === made, /rethrows/.test(e.stack), e.stack.split(__filename).length < 5); }
// What is called later stands where it is called from.
var sandbox = {};
vm.runInNewContext('function late() { throw new Error("late") }', sandbox, 'late.js');
show(function later() { sandbox.late(); });
Error.stackTraceLimit = 2;
show(function outer() { vm.runInNewContext('Error.stackTraceLimit = 3; (function inner() { throw new Error("x") })()', {}, 'limit.js'); });
console.log(Error.stackTraceLimit);
