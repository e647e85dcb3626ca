function f() { return JSON.parse('[1]', f); }
try { f(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
