try { var a = new Array(4294967295); a[5] = 1; console.log(a); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
