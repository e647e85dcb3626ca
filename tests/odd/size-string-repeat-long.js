try { '0123456789'.repeat(Math.pow(2, 40)); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
