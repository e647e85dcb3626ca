if (Array.prototype.toSorted) Array.from({ length: 1000 }, Math.random).toSorted(function () { return Math.random() - 0.5; });
if (Uint8Array.prototype.toSorted) new Uint8Array(1000).toSorted(function () { return Math.random() - 0.5; });
console.log('sorted');
