var o = { get o() { return { o: o }; } };
console.log(o);
require('sys').inspect(o, true, 5);
console.log('ended');
