// Syntax errors know their file and line, are told once, and belong to the caller.
var vm = require('vm'), Script = vm.Script;
[
  function () { Script.runInNewContext('var a;\n\nvar b = ;', {}, 'new.js'); },
  function () { new Script('var a;\nfoo(', 'object.js'); },
  function () { vm.runInContext('}', vm.createContext({}), 'context.js'); },
  function () { vm.createScript('"abc'); },
  function () { Script.runInNewContext('return 1'); },
  function () { vm.runInNewContext('for (', {}, { filename: 'timeout.js', timeout: 1000 }); }
].forEach(function (run) {
  try { run(); console.log('taken'); } catch (e) { console.log(e.name, e instanceof SyntaxError, e.stack.split('\n')[0]); }
});
// Those of whom displayErrors says no are thrown alone.
try { new Script('}', { filename: 'silent.js', displayErrors: false }); } catch (e) { console.log(e.name, /silent.js:1/.test(e.stack)); }
// In the sandbox it is the sandbox's.
console.log(vm.runInNewContext('try { eval("}") } catch (e) { e instanceof SyntaxError }'));
