function f() { [1].forEach(f); }
try { f(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
