var o = {};
console.log(o.a.b);
