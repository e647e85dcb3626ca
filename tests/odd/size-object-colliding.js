try { var s = '{'; for (var i = 0; i < 20000; i++) s += '"k' + i + '":0,'; JSON.parse(s + '"e":0}'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
