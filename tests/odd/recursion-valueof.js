var o = { valueOf: function () { return +this; } };
try { +o; } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
