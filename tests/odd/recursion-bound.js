var f = function () { return g(); }, g = f.bind(null);
try { g(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
