var o = { inspect: function () { return require('sys').inspect(o); } };
try { require('sys').inspect(o); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
