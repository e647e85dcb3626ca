function f() { return Reflect.apply(f, null, []); }
try { f(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
