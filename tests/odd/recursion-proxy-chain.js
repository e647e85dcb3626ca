var o = {}; var p = new Proxy(o, {}); Object.setPrototypeOf(o, p);
try { o.x; } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
