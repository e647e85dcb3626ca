try { for (var i = 0; i < 100000; i++) clearTimeout(setTimeout(function () {}, i)); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
