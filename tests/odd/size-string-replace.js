try { var s = new Array(1 << 13).join('x'); s.replace(/x/g, s); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
