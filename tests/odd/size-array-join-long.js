try { new Array(4294967295).join('long'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
