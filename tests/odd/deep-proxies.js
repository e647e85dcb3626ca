var o = {};
for (var i = 0; i < 100000; i++) o = new Proxy(o, {});
try { o.nothing; console.log('ended well'); } catch (e) { console.log('ended with ' + e.name); }
