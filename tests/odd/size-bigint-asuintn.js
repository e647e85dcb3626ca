try { BigInt.asUintN(9007199254740991, -1n); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
