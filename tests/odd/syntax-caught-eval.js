try { eval('var x = ;'); } catch (e) { console.log('caught ' + e.name); }
