// Too deep a value is an error that can be caught; a wide one is no problem.
var deep = {};
for (var i = 0, at = deep; i < 200000; i++) at = at.a = {};
try { structuredClone(deep); console.log('copied'); } catch (error) { console.log(error.name); }
var wide = [];
for (i = 0; i < 20000; i++) wide.push({ i: i });
console.log(structuredClone(wide)[19999].i);
