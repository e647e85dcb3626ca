try { JSON.parse('{"a": }'); } catch (e) { console.log('caught ' + e.name); }
