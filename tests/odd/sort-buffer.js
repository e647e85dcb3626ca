var b = new Buffer([3, 2, 1]);
Array.prototype.sort.call(b, function () { return Math.random() - 0.5; });
console.log('sorted');
