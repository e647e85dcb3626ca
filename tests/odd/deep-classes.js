var n = 3000;
try { eval(new Array(n + 1).join('(class { m() {') + new Array(n + 1).join('} })')); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
