// Where exec was before 0.2.
require('sys').exec('echo hello', function (error, stdout) {
  console.log('' + error, stdout.trim());
  require('sys').exec('echo again', function (error, stdout) { console.log('' + error, stdout.trim()); });
});
