try { Array.prototype.join.call({ length: 9007199254740991 }); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
