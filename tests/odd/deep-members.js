var n = 20000;
try { eval('var a = {}; a.a = a; a' + new Array(n + 1).join('.a')); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
