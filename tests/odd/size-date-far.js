try { new Date(8.64e15 + 1).toISOString(); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
