try { [1, 2, 3].sort(function () { return { valueOf: function () { throw new Error('x'); } }; }); } catch (e) {}
console.log('sorted');
