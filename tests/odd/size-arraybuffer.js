try { new ArrayBuffer(1e15); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
