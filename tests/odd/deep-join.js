var deep = [];
for (var i = 0; i < 100000; i++) deep = [deep];
try { String(deep); console.log('ended well'); } catch (e) { console.log('ended with ' + e.name); }
