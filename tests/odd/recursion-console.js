var o = { inspect: function () { console.log(o); return 1; } };
try { console.log(o); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
