var p = new Proxy({}, { get: function (t, k, r) { return r[k]; } });
try { p.x; } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
