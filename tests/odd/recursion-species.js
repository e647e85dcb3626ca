class A extends Array { static get [Symbol.species]() { return function () { return new A(1).map(Number); }; } }
try { new A(1).map(Number); } catch (e) { console.log('caught ' + (e && e.name)); }
console.log('ended');
