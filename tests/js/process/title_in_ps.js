// What ps shows is the title, also when it is longer than the command line was; the environment survives it.
process.title = 'my server';
require('child_process').exec('ps -o args= -p ' + process.pid + '; ps -o comm= -p ' + process.pid, function (error, stdout) {
  if (error) throw error;
  console.log(stdout.trim());
  process.title = 'x';
  require('child_process').exec('ps -o args= -p ' + process.pid, function (error, stdout) {
    console.log(stdout.trim());
    long();
  });
});

function long() {
  var exec = require('child_process').exec, title = 'a title ' + new Array(60).join('longer and ') + 'over', home = process.env.HOME;
  process.title = title;
  exec('ps -ww -o args= -p ' + process.pid + '; echo $HOME', { env: { HOME: home, PATH: process.env.PATH } }, function (error, stdout) {
    var lines = stdout.split('\n');
    console.log(title.indexOf(lines[0]) === 0, lines[0].length > 100, lines[1] === home, process.title === title);
    console.log(require('child_process').spawnSync('sh', ['-c', 'test "$HOME" = "' + home + '"']).status);
    process.title = 'short again';
    exec('ps -o args= -p ' + process.pid, function (error, stdout) { console.log(stdout.trim()); });
  });
}
