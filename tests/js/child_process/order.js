// 'exit' is the last word: all output and the end of both streams come before it.
var child = require('child_process').spawn('sh', ['-c', 'echo out; echo err >&2; exit 3']), events = [];

['stdout', 'stderr'].forEach(function (name) {
  child[name].on('data', function (data) { events.push(name + ' ' + data.toString().trim()); });
  child[name].on('end', function () { events.push(name + ' end'); });
  child[name].on('close', function () { events.push(name + ' close'); });
});
child.on('exit', function (code, signal) {
  console.log(events.sort().join('\n'));
  console.log('exit', arguments.length, code, signal, child.exitCode, child.signalCode);
  console.log('' + child.stdin.writable, child.stdout.readable, child.stdout.readyState);
});
child.on('close', function (code, signal) { console.log('close', code, signal); });
