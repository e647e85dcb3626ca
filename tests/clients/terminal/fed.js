// readline as programs of 0.2 used it: they bring the input themselves.
var readline = require('readline');
var stdin = process.openStdin();
var rl = readline.createInterface(process.stdout);
rl.setPrompt('fed> ');
stdin.on('data', function (data) {
  rl.write(data);
});
rl.on('line', function (line) {
  console.log('line ' + line);
  rl.prompt();
});
rl.on('close', function () {
  console.log('close');
  stdin.destroy();
});
rl.prompt();
