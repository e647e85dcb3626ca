var f = function () {};
for (var i = 0; i < 10000; i++) f = f.bind(null);
try { f(); console.log('ended well'); } catch (e) { console.log('ended with ' + e.name); }
