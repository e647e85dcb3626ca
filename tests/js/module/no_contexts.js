// Without NODE_MODULE_CONTEXTS there is one global object for all.
require('./fixtures/own_context');
console.log('%s %s', typeof leaked, typeof global.local);
