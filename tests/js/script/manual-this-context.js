// The manual's example, verbatim.
var localVar = 123,
    usingscript, evaled,
    Script = process.binding('evals').Script;

usingscript = Script.runInThisContext('localVar = 1;',
  'myfile.js');
console.log('localVar: ' + localVar + ', usingscript: ' +
    usingscript);
evald = eval('localVar = 1;');
console.log('localVar: ' + localVar + ', evald: ' +
    evald);

// localVar: 123, usingscript: 1
// localVar: 1, evald: 1
