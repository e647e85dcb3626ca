try { new Buffer(NaN); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
