try { eval('if (Math.random() < 2) {' + new Array(100000).join('a = 1;') + '} else b = 1'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
