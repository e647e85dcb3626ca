var a = Array.from({ length: 1000 }, function (_, i) { return i; });
a.sort(function () { return 1; });
if (new Set(a).size !== 1000) throw new Error('elements are lost');
console.log('sorted');
