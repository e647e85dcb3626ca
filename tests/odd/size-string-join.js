try { var s = new Array(1 << 20).join('0123456789abcdef'); new Array(1 << 10).join(s); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
