// Cycles see the exports as far as they are.
var a = require('./fixtures/cycle_a');
console.log(a.done, a.b.done, a.b.seen);
console.log(a.self === a);
