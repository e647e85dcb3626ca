try { Array.from({ length: 1e10 }); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
