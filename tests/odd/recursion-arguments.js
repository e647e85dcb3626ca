function f(a, b, c, d, e, g, h) { var x = [a, b]; return f(b, c, d, e, g, h, x) + 1; }
try { f(1, 2, 3); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
