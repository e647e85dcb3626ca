var a = {}; a.a = a;
console.log('%j', a);
