// What a sandbox made lives on: closures, timers, promises, generators, listeners.
var vm = require('vm');
var inc = (function () { var sandbox = { n: 1 }; vm.runInNewContext('function inc() { when = new Date(0); return n += 1 }', sandbox); return sandbox.inc; })();
inc();
console.log(inc());
var steps = vm.runInNewContext('(function* () { yield 1; yield new Date(0); return tag`x${2}` })()', { tag: function (strings, n) { return strings.raw[0] + n; } });
console.log(steps.next().value, steps.next().value.getTime(), steps.next().value);
var emitter = new (require('events').EventEmitter)();
vm.runInNewContext('emitter.addListener("x", function (v) { got = v })', sandbox = { emitter: emitter });
emitter.emit('x', 5);
console.log(sandbox.got);
var compiled = vm.compileFunction('q += a; return q', ['a'], { parsingContext: vm.createContext({ q: 3 }), filename: 'fn.js' });
console.log(compiled(1), compiled(1), vm.compileFunction('return typeof q')());
vm.runInNewContext(
  'setTimeout(function () { log("timer", typeof setTimeout, new Date(0).getTime()); async() }, 1);' +
  'process.nextTick(function () { log("tick") });' +
  'async function async() { await null; log("promise"); try { await Promise.reject(new Error("rejected")) } catch (e) { log(e.message, e instanceof Error) } throws() }' +
  'function throws() { setTimeout(function later() { throw new Error("from a timer") }, 1) }',
  { setTimeout: setTimeout, process: process, log: console.log }, 'later.js');
process.on('uncaughtException', function (e) { console.log(e.message, e.stack.split('\n')[1].trim()); });
