var n = 10000;
try { eval('var a; ' + new Array(n + 1).join('a = ') + 1); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
