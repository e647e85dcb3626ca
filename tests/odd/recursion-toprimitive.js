var o = {}; o[Symbol.toPrimitive] = function () { return o + 1; };
try { o + 1; } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
