var o = {}; Object.defineProperty(o, Symbol.hasInstance, { value: function (x) { return x instanceof o; } });
try { 1 instanceof o; } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
