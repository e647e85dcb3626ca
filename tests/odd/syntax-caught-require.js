try { require('./syntax-token'); } catch (e) { console.log('caught ' + e.name); }
