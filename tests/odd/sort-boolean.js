var a = [3, 1, 2].sort(function (a, b) { return a > b; });
if (String(a) !== '1,2,3') throw new Error(String(a));
console.log('sorted');
