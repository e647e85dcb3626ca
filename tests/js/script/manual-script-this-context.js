// The manual's example, verbatim.
var Script = process.binding('evals').Script,
    scriptObj, i;

globalVar = 0;

scriptObj = new Script('globalVar += 1', 'myfile.js');

for (i = 0; i < 1000 ; i += 1) {
    scriptObj.runInThisContext();
}

console.log(globalVar);

// 1000
