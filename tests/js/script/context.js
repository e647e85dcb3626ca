// createContext and runInContext keep what code before them declared; runInNewContext begins anew.
var vm = require('vm');
var Script = process.binding('evals').Script;
console.log(vm.Script === Script);
var context = vm.createContext({ a: 1 });
console.log(vm.isContext(context), vm.isContext({}), vm.isContext(5));
vm.runInContext('let b = a + 1; var c = 3; class D {}', context);
console.log(vm.runInContext('b + c + typeof D', context), Object.keys(context).join());
var sandbox = {};
for (var i = 0; i < 3; i++) vm.runInNewContext('let x = 1; const y = 2; z = x + y', sandbox);
console.log(sandbox.z);
var script = vm.createScript('var n = (typeof n === "undefined" ? 0 : n) + 1');
script.runInContext(context);
script.runInContext(context);
console.log(context.n);
['nothing', undefined, {}].forEach(function (bad) {
  try { vm.runInContext('1', bad); } catch (e) { console.log(e.name); }
});
[5, 'x', Object.freeze({}), new Proxy({}, {})].forEach(function (bad) {
  try { new Script('1').runInNewContext(bad); } catch (e) { console.log(e.name, e.message); }
});
