var deep = {}, at = deep;
for (var i = 0; i < 10000; i++) at = at.a = {};
try { JSON.stringify(deep); console.log('ended well'); } catch (e) { console.log('ended with ' + e.name); }
