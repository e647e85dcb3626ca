function f() { return f() + 1; }
try { f(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
