new Proxy([3, 2, 1], {}).sort(function () { return Math.random() - 0.5; });
console.log('sorted');
