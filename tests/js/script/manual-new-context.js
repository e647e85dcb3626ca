// The manual's example, verbatim.
var sys = require('sys'),
    Script = process.binding('evals').Script,
    sandbox = {
        animal: 'cat',
        count: 2
    };

Script.runInNewContext(
    'count += 1; name = "kitty"', sandbox, 'myfile.js');
console.log(sys.inspect(sandbox));

// { animal: 'cat', count: 3, name: 'kitty' }
