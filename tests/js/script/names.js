// File names in stacks.
var Script = process.binding('evals').Script;
function where(run) { try { run(); } catch (e) { console.log(e.stack.split('\n').slice(0, 2).join(' | ')); } }
where(function () { Script.runInThisContext('\n\n  throw new Error("x")', 'this.js'); });
where(function () { Script.runInNewContext('throw new Error("x")', {}, 'new.js'); });
where(function () { Script.runInNewContext('throw new Error("x")', 'no-sandbox.js'); });
where(function () { new Script('throw new Error("x")', 'script.js').runInNewContext(); });
where(function () { Script.runInThisContext('throw new Error("x")'); });
where(function () { require('vm').runInThisContext('throw new Error("x")', { filename: 'options.js' }); });
