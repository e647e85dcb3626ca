[3, 2, 1].sort(function () { throw new Error('compared'); });
