try { 'x'.repeat(Math.pow(2, 31)); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
