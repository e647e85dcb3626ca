try { eval('(function () {})(' + new Array(70000).join('1,') + '1)'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
