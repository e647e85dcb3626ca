var a = {}, b = { a: a }; a.b = b;
console.log(a, b);
console.log([a, b]);
console.log('ended');
