try { new RegExp('[' + new Array(50000).join('a-z') + ']').test('m'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
