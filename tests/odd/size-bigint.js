try { 2n ** 10000000000n; console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
