// `timeout` of later releases ends code that runs on.
var vm = require('vm');
function late(run) { try { console.log(run()); } catch (e) { console.log(e.message, e.code, e instanceof Error); } }
var sandbox = { n: 0 };
late(function () { return vm.runInNewContext('while (true) n++', sandbox, { timeout: 30 }); });
console.log(sandbox.n > 0, vm.runInNewContext('n > 0', sandbox));
late(function () { return vm.runInThisContext('for (;;);', { timeout: 5 }); });
late(function () { return new vm.Script('for (;;);').runInThisContext({ timeout: 5 }); });
late(function () { return new vm.Script('(function f() { for (;;); })()').runInNewContext({}, { timeout: 5 }); });
late(function () { return vm.runInContext('try { for (;;); } finally { never = 1 }', vm.createContext({}), { timeout: 5 }); });
late(function () { return vm.runInNewContext('1 + 1', {}, { timeout: 600000 }); });
late(function () { return vm.runInNewContext('throw new TypeError("in time")', {}, { timeout: 600000 }).name; });
var script = new vm.Script('kept = (typeof kept === "undefined" ? 0 : kept) + 1'), context = vm.createContext({});
script.runInContext(context, { timeout: 600000 });
console.log(script.runInContext(context), script.runInContext(context, { timeout: 600000 }));
