try { new Function(new Array(70000).join('a,') + 'a', ''); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
