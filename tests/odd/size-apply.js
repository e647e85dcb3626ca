try { Math.max.apply(null, new Array(5000000)); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
