[3, 1, 2].sort(function () { return NaN; });
[3, 1, 2].sort(function () {});
[3, 1, 2].sort(function () { return 'x'; });
[3, 1, 2].sort(function () { return {}; });
console.log('sorted');
