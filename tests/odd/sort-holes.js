var a = [3, , 1, undefined, , 2].sort();
if (a.length !== 6 || a[0] !== 1 || 5 in a) throw new Error('holes');
console.log('sorted');
