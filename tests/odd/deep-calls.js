var n = 100000;
try { eval('var f = function () { return f; }; f' + new Array(n + 1).join('()')); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
