// A grandchild that still holds the output delays 'exit' until it is done.
var child_process = require('child_process'), fifo = process.env.TMP + '/fifo', text = '';

child_process.exec('mkfifo ' + fifo, function (error) {
  if (error) throw error;
  var child = child_process.spawn('sh', ['-c', '(read line <"$0"; echo late $line) & echo early', fifo]);
  child.stdout.on('data', function (data) {
    text += data;
    if (/early/.test(data)) child_process.spawn('sh', ['-c', 'echo word >"$0"', fifo]);
  });
  child.on('exit', function (code) { console.log('' + code, text); });
});
