var o = { toJSON: function () { return JSON.stringify(o); } };
try { JSON.stringify(o); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
