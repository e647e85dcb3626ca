try { new Array(4294967295).fill(0); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
