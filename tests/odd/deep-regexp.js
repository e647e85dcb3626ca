try { new RegExp(new Array(20001).join('(') + new Array(20001).join(')')).test(''); console.log('ended well'); } catch (e) { console.log('ended with ' + e.name); }
