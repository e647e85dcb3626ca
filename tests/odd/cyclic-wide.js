var a = []; for (var i = 0; i < 200; i++) a.push({ a: a, b: [a, a], c: { d: a } });
require('sys').inspect(a, false, 3);
console.log('ended');
