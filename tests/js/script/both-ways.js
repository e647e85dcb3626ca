// Functions, arrays and errors pass both ways.
var Script = process.binding('evals').Script;
var log = [];
var sandbox = { call: function (f, list) { log.push(Array.isArray(list)); return f(list.length); }, log: function (x) { log.push(x); }, data: [3, 1, 2] };
var make = Script.runInNewContext('log(call(function (n) { return n * 2 }, [1, 2, 3])); log(data.sort().join()); (function (f) { return f(7) })', sandbox);
console.log(make(function (x) { return x + 1; }), log);
try { Script.runInNewContext('fail()', { fail: function () { throw new RangeError('from outside'); } }); }
catch (e) { console.log(e.message, e instanceof RangeError); }
try { Script.runInNewContext('throw new TypeError("inside")', {}, 'inner.js'); }
catch (e) { console.log(e.name, e.message, e instanceof TypeError, /inner\.js:1/.test(e.stack)); }
console.log(Script.runInNewContext('try { fail() } catch (e) { e.message }', { fail: function () { throw new Error('caught inside'); } }));
console.log(Script.runInNewContext('[3, 1, 2].sort(function () { return Math.random() - 0.5 }).length'));
try { Script.runInNewContext('(function f() { f() })()'); } catch (e) { console.log(e.message); }
setTimeout(Script.runInNewContext('(function () { out(done = 1) })', { out: console.log }), 1);
