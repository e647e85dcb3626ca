class A { constructor() { new A(); } }
try { new A(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
