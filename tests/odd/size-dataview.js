try { new DataView(new ArrayBuffer(1), 2); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
