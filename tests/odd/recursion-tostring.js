var o = { toString: function () { return String(this); } };
try { String(o); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
