function* g() { yield* g(); }
try { g().next(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
