try { for (var i = 0; i < 100000; i++) process.nextTick(function () {}); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
