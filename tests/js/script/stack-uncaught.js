// The report of an error that nobody caught shows the sandbox's source, and who ran it.
var vm = require('vm');
vm.runInNewContext('var a = 1;\nfunction fail() { throw new Error("uncaught " + a); }', sandbox = {}, 'uncaught.js');
(function caller() { vm.runInNewContext('\nfail()', { fail: sandbox.fail }, 'run.js'); })();
