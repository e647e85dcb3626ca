// What ps shows is the title, cut to the room that the command line had.
process.title = 'my server';
require('child_process').exec('ps -o args= -p ' + process.pid + '; ps -o comm= -p ' + process.pid, function (error, stdout) {
  if (error) throw error;
  console.log(stdout.trim());
  process.title = 'x';
  require('child_process').exec('ps -o args= -p ' + process.pid, function (error, stdout) { console.log(stdout.trim()); });
});
