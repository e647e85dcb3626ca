var a = [5, 3, 1];
a.sort(function (x, y) { a.sort(); return x - y; });
console.log('sorted');
