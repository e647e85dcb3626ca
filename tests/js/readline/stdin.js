// 0.2's form and today's on a piped standard input.
var readline = require('readline');
var rl = readline.createInterface(process.stdout);
rl.setPrompt('');
rl.on('line', function (line) { console.log('fed ' + line); });
rl.write('from the program\n');
rl.close();
var other = readline.createInterface({ input: process.stdin, output: process.stdout });
other.on('line', function (line) { console.log('read ' + line); });
other.on('close', function () { console.log('close'); });
