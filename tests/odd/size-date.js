try { new Date(NaN).toISOString(); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
