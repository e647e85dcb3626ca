// Nothing blows up on what cannot be made a string.
console.log('a', Object.create(null));
console.log('%s', Object.create(null));
console.log('%d', Object.create(null));
console.log('a', Symbol('s'), 10n, -0);
console.log('%s %d', Symbol('s'), 10n);
var cycle = {}; cycle.self = cycle;
console.log('%j', cycle);
console.log(cycle);
console.log(Object.create({a: 1}));
try { console.log('a', {toString: function () { throw new Error('mine'); }}); } catch (e) { console.log(e.message); }
try { console.log({inspect: function () { throw new Error('mine too'); }}); } catch (e) { console.log(e.message); }
console.log('done');
