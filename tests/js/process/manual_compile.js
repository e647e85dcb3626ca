var localVar = 123,
    compiled, evaled;

compiled = process.compile('localVar = 1;', 'myfile.js');
console.log('localVar: ' + localVar + ', compiled: ' + compiled);
evaled = eval('localVar = 1;');
console.log('localVar: ' + localVar + ', evaled: ' + evaled);

// localVar: 123, compiled: 1
// localVar: 1, evaled: 1
try {
  process.compile('\nthrow new Error("thrown")', 'myfile.js');
} catch (e) {
  console.log(e.message, e.stack.indexOf('myfile.js:2') > 0);
}
process.on('exit', function (code) { console.log('exit', code); });
// In case of syntax error in code, process.compile exits node.
try {
  process.compile('var a = 1;\nvar b = ;', 'broken.js');
} finally {
  console.log('never');
}
