try { eval('({' + Array.from({ length: 50000 }, function (_, i) { return 'k' + i + ':' + i; }).join() + '})'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
