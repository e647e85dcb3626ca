function f() { var { a } = f(); return a; }
try { f(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
