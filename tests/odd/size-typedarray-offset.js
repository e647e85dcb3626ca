try { new Uint32Array(new ArrayBuffer(8), 3); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
