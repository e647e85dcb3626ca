try { String.fromCharCode.apply(null, new Array(2000000)); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
