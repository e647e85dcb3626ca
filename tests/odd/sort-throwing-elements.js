try { [{ toString: function () { throw new Error('x'); } }, 1].sort(); } catch (e) {}
console.log('sorted');
