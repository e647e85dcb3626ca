var n = 5000;
try { eval('var ' + new Array(n + 1).join('[') + 'a' + new Array(n + 1).join(']') + ' = []'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
