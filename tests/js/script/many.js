// One sandbox keeps one realm, however often code runs in it.
var Script = process.binding('evals').Script;
var sandbox = { n: 0 };
var script = new Script('n += 1; f = function () { return n }');
for (var i = 0; i < 5000; i++) script.runInNewContext(sandbox);
for (i = 0; i < 500; i++) Script.runInNewContext('var again = n', sandbox);
console.log(sandbox.f(), sandbox.again);
console.log(process.memoryUsage().rss < 64 * 1024 * 1024 ? 'small' : 'large: ' + process.memoryUsage().rss);
