try { var o = {}; for (var i = 0; i < 200000; i++) o['key' + i] = i; Object.keys(o).length; console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
