try { new RegExp('a{4294967296}').test('a'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
