var spawn = require('child_process').spawn, todo = [];

function row(title, signal, how) {
  todo.push(function () {
    var child = spawn('cat');
    child.on('exit', function (code, name) {
      console.log(title + ':', code, name, child.killed, child.kill(), child.exitCode, child.signalCode);
      if (todo.length) todo.shift()();
    });
    var answer = how ? how(child) : signal === undefined ? child.kill() : child.kill(signal);
    if (answer !== true) console.log('kill answered', answer);
  });
}
row('default');
row('by name', 'SIGKILL');
row('by number', 10);
row('null', null);
row('testing first', undefined, function (child) {
  console.log('0 only tests:', child.kill(0), child.killed);
  return child.kill('SIGINT');
});
row('process.kill', undefined, function (child) { return process.kill(child.pid, 'SIGQUIT'); });
row('unknown signals', undefined, function (child) {
  ['SIGFOO', 'sigterm', 'TERM', 65, -1, 1.5, {}].forEach(function (signal) {
    try {
      child.kill(signal);
    } catch (error) {
      console.log(error.message);
    }
  });
  return child.kill('SIGUSR2');
});
todo.push(function () {
  // A signal that the child survives.
  var child = spawn('sh', ['-c', 'trap "echo got it; exit 5" USR1; echo ready; while :; do sleep 0.01; done']), text = '';
  child.stdout.on('data', function (data) {
    text += data;
    if (/ready/.test(data)) child.kill('SIGUSR1');
  });
  child.on('exit', function (code, signal) { console.log('' + code, signal, text.replace(/\n/g, ' ')); });
});
todo.shift()();
