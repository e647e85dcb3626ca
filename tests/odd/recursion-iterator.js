var o = {}; o[Symbol.iterator] = function () { return [...o]; };
try { [...o]; } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
