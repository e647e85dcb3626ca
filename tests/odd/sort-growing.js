var a = [5, 4, 3, 2, 1], n = 0;
a.sort(function (x, y) { if (n++ < 100) a.unshift(n); return x - y; });
console.log('sorted');
