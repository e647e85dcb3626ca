try { (1).toFixed(101); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
