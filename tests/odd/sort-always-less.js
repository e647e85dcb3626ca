Array.from({ length: 1000 }, String).sort(function () { return -1; });
console.log('sorted');
