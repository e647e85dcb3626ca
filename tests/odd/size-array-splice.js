try { var a = []; a.length = 4294967295; a.splice(0, 1); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
