function f() { return [1].map(f); }
try { f(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
