var o = { set x(v) { this.x = v; } };
try { o.x = 1; } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
