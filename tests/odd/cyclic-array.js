var a = [1]; a.push(a);
console.log(a);
String(a);
console.log('ended');
