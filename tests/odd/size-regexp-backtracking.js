try { /^(a+)+$/.test(new Array(23).join('a') + 'b'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
