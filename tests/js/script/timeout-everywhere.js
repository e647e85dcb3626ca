// `timeout` ends code wherever it is, in loops, calls, regular expressions and natives that call back; its catch and finally
// blocks see nothing of that, and the program goes on as if nothing had been.
var vm = require('vm');
var endless = [
  'while (true);',
  'for (;;) { try { while (true); } catch (e) { caught = true } finally { caught = true } }',
  'function f(n) { if (n) return f(n - 1) + 1; while (true); } f(500)',
  '{ class A { constructor() { while (true); } } class B extends A { constructor() { super(); } } new B() }',
  '(async function () { try { while (true); } catch (e) { caught = true } })()',
  'with ({ x: 1 }) { for (;;) x; }',
  'label: for (var i = 0; ; i++) { switch (i % 3) { case 0: continue label; default: [i].map(String) } }',
  'var f = function* () { try { for (;;) yield 1 } finally { caught = true } }; for (var v of f()) v;',
  'var [a, ...b] = [1, 2, 3]; do { b = [...b.slice(-2), a] } while (true)',
  'try { /(a*)*b/.test("a".repeat(60)) } catch (e) { caught = true } finally { caught = true }',
  '["a".repeat(60)].map(s => s.replace(/^(a+)+$|(a|a)*c/g, ""))[0].match(/(x+x+)+y/) || "x".repeat(60).match(/(x+x+)+y/)',
  '[3, 1, 2].sort(function () { for (;;); })',
  'new Int8Array(9).sort(function () { for (;;); })',
  '[1].forEach(function () { for (;;); })',
  '"aa".replace(/a/g, function () { for (;;); })',
  'JSON.parse("[1]", function () { for (;;); })',
  'JSON.stringify({ toJSON: function () { for (;;); } })',
  '[{ toString: function () { for (;;); } }].join()',
  'Array.from({ [Symbol.iterator]: function () { return { next: Object, return: function () { caught = true } } } })',
  'new Promise(function () { for (;;); })',
  'new Proxy({}, { get: function () { for (;;); } }).x',
  '({ get x() { for (;;); } }).x',
  'eval("for (;;);")',
  'new Function("for (;;);")()',
  'function back() { try { back() } catch (e) { back() } } back()',
];
function stopped(code, sandbox, options) {
  try { vm.runInNewContext(code, sandbox, options); } catch (e) { return e.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' || e.message; }
}
function depth() { var n = 0; function down() { n++; down(); } try { down(); } catch (e) { } return n; }
var before = depth();
endless.forEach(function (code) {
  for (var round = 0; round < 2; round++) {
    var sandbox = {};
    var was = stopped(code, sandbox, { timeout: 4 });
    if (was !== true || 'caught' in sandbox) console.log(code, was, Object.keys(sandbox));
  }
});
console.log(depth() === before);

// Within others: the innermost whose time is over.
var inner = 'try { vm.runInNewContext("for (;;);", {}, { timeout: T }); after = 1 } catch (e) { seen = e.message }';
var sandbox = { vm: vm };
console.log(stopped(inner.replace('T', 3), sandbox, { timeout: 600000 }), sandbox.seen);
sandbox = { vm: vm };
console.log(stopped(inner.replace('T', 600000), sandbox, { timeout: 3 }), sandbox.seen, sandbox.after);
sandbox = { vm: vm };
console.log(stopped('for (;;) ' + inner.replace('T', 2), sandbox, { timeout: 30 }), sandbox.seen);

// A generator that was stopped is finished; what a stopped script left in the sandbox stays.
var context = vm.createContext({});
vm.runInContext('var n = 0, g = (function* () { yield 1; try { for (;;) n++ } finally { n = -1 } })(); g.next()', context);
try { vm.runInContext('g.next()', context, { timeout: 4 }); } catch (e) { console.log(e.code); }
console.log(vm.runInContext('n > 0 && JSON.stringify(g.next())', context));

// Jobs go on.
vm.runInContext('var done = []; Promise.resolve(1).then(function (x) { done.push(x) })', context);
try { vm.runInContext('Promise.resolve(2).then(function (x) { done.push(x) }); for (;;);', context, { timeout: 4 }); } catch (e) { }
setTimeout(function () { console.log(context.done.join()); }, 0);
