try { String.fromCodePoint(1114112); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
