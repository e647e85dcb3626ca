function f() { [2, 1].sort(f); return 0; }
try { f(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
