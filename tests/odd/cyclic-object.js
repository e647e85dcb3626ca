var a = { name: 'a' }; a.self = a;
console.log(a);
console.log('ended');
