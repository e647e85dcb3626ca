// Asks for a name, then takes lines; completes two names.
var readline = require('readline');
var rl = readline.createInterface(process.stdin, process.stdout, function (line) {
  return [['Jane', 'Jim'].filter(function (name) { return name.indexOf(line) === 0; }), line];
});
rl.on('SIGINT', function () {
  console.log('SIGINT');
});
rl.question('name? ', function (name) {
  console.log('hello ' + name);
  rl.prompt();
});
rl.on('line', function (line) {
  console.log('line ' + line);
  rl.prompt();
});
rl.on('close', function () {
  console.log('close');
});
