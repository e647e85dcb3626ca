Array.prototype.sort.call({ length: 3, 0: 'c', 1: 'b', 2: 'a' }, function () { return Math.random() - 0.5; });
console.log('sorted');
