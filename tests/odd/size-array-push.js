try { Array.prototype.push.call({ length: 9007199254740991 }, 1); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
