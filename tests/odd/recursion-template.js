function f() { return `${f()}`; }
try { f(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
