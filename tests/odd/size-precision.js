try { (1).toPrecision(0); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
