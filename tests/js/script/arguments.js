// Bad arguments are told by name.
var vm = require('vm'), Script = vm.Script;
function refused(run) { try { console.log('taken', run()); } catch (e) { console.log(e.name + ': ' + e.message); } }
refused(function () { return new Script(); });
refused(function () { return Script.runInThisContext(); });
refused(function () { return Script.runInNewContext(); });
refused(function () { return Script.runInContext(); });
refused(function () { return Script.runInContext('1'); });
refused(function () { return Script.runInContext('1', { a: 1 }); });
refused(function () { return Script.runInNewContext('1', 5); });
refused(function () { return Script.runInNewContext('1', new Proxy({}, {})); });
refused(function () { return Script.prototype.runInThisContext.call({}); });
refused(function () { return Script.runInThisContext({ toString: function () { throw new Error('no text'); } }); });
refused(function () { return vm.runInNewContext('1', {}, { timeout: -1 }); });
refused(function () { return vm.runInNewContext('1', {}, { timeout: 'soon' }); });
refused(function () { return vm.compileFunction('return 1', 'a'); });
refused(function () { return Script.runInNewContext('1', null); });
refused(function () { return Script.runInNewContext('1', undefined, undefined); });
refused(function () { return Script('7').runInThisContext(); });
