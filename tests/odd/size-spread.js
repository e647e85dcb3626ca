try { Math.max(...new Array(300000).fill(1)); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
