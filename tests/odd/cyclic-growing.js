var o = { get next() { return Object.create(o); } };
console.log(o);
try { require('sys').inspect(o, false, 50); } catch (e) {}
console.log('ended');
