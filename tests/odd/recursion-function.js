global.f = new Function('f()');
try { global.f(); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
