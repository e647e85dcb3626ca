// A syntax error is told on standard error and thrown.
var Script = process.binding('evals').Script;
['runInThisContext', 'runInNewContext'].forEach(function (name) {
  try { Script[name]('var a = 1;\nvar b = ;', name === 'runInNewContext' ? {} : 'this.js', 'new.js'); }
  catch (e) { console.log(name, e instanceof SyntaxError, e.name); }
});
try { new Script('var a =', 'made.js'); } catch (e) { console.log('new Script', e instanceof SyntaxError); }
