try { var m = new Map(); for (var i = 0; i < 200000; i++) m.set(i, {}); m.clear(); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
