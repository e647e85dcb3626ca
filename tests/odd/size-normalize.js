try { 'x'.normalize('no form'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
