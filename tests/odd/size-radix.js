try { (1).toString(99); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
