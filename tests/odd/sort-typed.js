var t = new Float64Array(2000);
for (var i = 0; i < t.length; i++) t[i] = Math.random();
t.sort(function () { return Math.random() - 0.5; });
new Uint8Array([3, 2, 1]).sort(function () { return true; });
console.log('sorted');
