// What code assigns appears on the sandbox and nowhere else.
var Script = process.binding('evals').Script;
var sandbox = { n: 1 };
console.log(Script.runInNewContext('var v = n + 1; function f() { return later = v; } implicit = 3; this.own = 4; v', sandbox));
console.log(Object.keys(sandbox).sort().join(), JSON.stringify(sandbox));
console.log(typeof v, typeof f, typeof implicit, typeof own, typeof later);
console.log(sandbox.f(), sandbox.later, typeof later);
sandbox.v = 'changed outside';
console.log(sandbox.f());
console.log(Script.runInNewContext('typeof require + typeof process + typeof console + typeof n + typeof Array'));
console.log(Script.runInNewContext('this.n = 5; [n, typeof globalThis]', {}).join());
var mine = { Date: 'own date', escape: 5, undefined: 1 };
console.log(Script.runInNewContext('Date + escape', mine), Object.keys(mine).join());
console.log(Script.runInNewContext('n = 1', global), n);
delete global.n;
