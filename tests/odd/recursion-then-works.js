function f() { return f() + 1; }
for (var i = 0; i < 20; i++) { try { f(); } catch (e) {} }
console.log([1, 2, 3].map(String).join());
