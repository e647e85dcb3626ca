// Questions as promises, one of them taken back.
var readline = require('readline/promises'), util = require('util'), old = require('readline');
var rl = readline.createInterface({ input: process.stdin, output: process.stdout });
rl.on('line', function (line) {
  console.log('line', line, rl.history.length, 'lines before');
  rl.prompt();
});
(async function () {
  var name = await rl.question('name? ');
  var age = await util.promisify(old.Interface.prototype.question).call(rl, 'age? ');
  console.log(name, 'is', age);
  var controller = new AbortController();
  process.once('SIGUSR2', function () { controller.abort(); });
  try {
    await rl.question('wait? ', { signal: controller.signal });
  } catch (error) {
    console.log(error.name, error.code);
  }
  rl.prompt();
})();
rl.on('close', function () { process.exit(); });
