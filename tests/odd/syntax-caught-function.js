try { new Function('}', 'return 1'); } catch (e) { console.log('caught ' + e.name); }
