try { eval('switch (1) {' + new Array(20000).join('case 2: ;') + '}'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
