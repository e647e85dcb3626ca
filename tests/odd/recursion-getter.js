var o = { get x() { return this.x; } };
try { o.x; } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
