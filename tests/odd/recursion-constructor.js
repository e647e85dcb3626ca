function F() { this.f = new F(); }
try { new F(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
