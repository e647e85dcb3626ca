try { Object.freeze([2, 1]).sort(); } catch (e) {}
console.log('sorted');
