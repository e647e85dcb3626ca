// NODE_MODULE_CONTEXTS=1: the globals of a required file are its own, the main module's are the program's.
var other = require('./fixtures/own_context');
console.log('%s', other.look());
console.log('%s %s', typeof leaked, typeof global.local);
ours = 3;
console.log('%s %s', require('./fixtures/own_context') === other, Array.isArray(other.shared));
try { other.fail(); } catch (error) { console.log('%s', error.name + ': ' + error.message); }
console.log('%s', require('./fixtures/counted_link') !== undefined);
