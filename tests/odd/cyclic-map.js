var m = new Map(); m.set(m, m);
console.log(m);
var s = new Set(); s.add(s);
console.log(s);
console.log('ended');
