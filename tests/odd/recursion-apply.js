function f() { return f.apply(this, arguments); }
try { f(1, 2); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
