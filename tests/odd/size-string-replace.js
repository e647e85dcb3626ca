try { var s = new Array(1 << 15).join('x'); s = s.replace(/x/g, s).replace(/x/g, s); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
