var a = Array.from({ length: 300 }, function (_, i) { return 300 - i; });
a.sort(function (x, y) { a.length = 10; a.push(1); return x - y; });
console.log('sorted');
