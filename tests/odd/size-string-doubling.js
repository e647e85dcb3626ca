try { var s = 'x'; for (;;) s += s; console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
