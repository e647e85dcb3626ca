try { String(new Array(4294967295)); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
