var n = 20000;
try { eval('1' + new Array(n + 1).join(', 1')); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
