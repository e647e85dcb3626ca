var o = {}; o[Symbol.iterator] = function () { return { next: function () { throw new Error('iterated'); } }; };
for (var x of o) ;
