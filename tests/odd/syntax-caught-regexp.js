try { new RegExp('('); } catch (e) { console.log('caught ' + e.name); }
