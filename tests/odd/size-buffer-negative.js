try { new Buffer(-1); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
