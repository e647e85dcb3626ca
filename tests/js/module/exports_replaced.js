console.log(require('./fixtures/function_module')(20), require('./fixtures/this_exports').a);
console.log(typeof require('./fixtures/empty'), Object.keys(require('./fixtures/empty')).length);
try {
  leaked = notDefinedInModule;
} catch (e) {
  console.log(e.message);
}
console.log(typeof privateToModule, require('./fixtures/returns').before);
