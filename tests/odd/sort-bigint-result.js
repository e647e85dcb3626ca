try { [1, 2, 3].sort(function () { return 1n; }); } catch (e) {}
console.log('sorted');
