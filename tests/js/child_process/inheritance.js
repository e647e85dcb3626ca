// A child has its three streams and none of what this process has open; it dies of SIGPIPE as anybody does.
var spawn = require('child_process').spawn, exec = require('child_process').exec, fs = require('fs'), net = require('net');

function links() {
  return fs.readdirSync('/proc/self/fd').map(function (fd) {
    try { return fs.readlinkSync('/proc/self/fd/' + fd); } catch (gone) { return ''; }
  });
}
var before = links();
var file = fs.openSync(process.env.TMP + '/open', 'w');
var server = net.createServer(function (connection) {
  connection.on('end', function () { connection.end(); });
});
process.on('SIGUSR2', function () {});
server.listen(process.env.PORT, function () {
  var client = net.createConnection(process.env.PORT), sleeper = spawn('cat');
  client.on('connect', function () {
    var ours = links().filter(function (link) { return before.indexOf(link) < 0; });
    exec('ls -l /proc/self/fd', function (error, stdout) {
      var leaked = ours.filter(function (link) { return link && stdout.indexOf(link) >= 0; });
      console.log('leaked: ' + (ours.length > 5), leaked.join());
      client.destroy();
      server.close();
      sleeper.kill();
      pipes();
    });
  });
});

function pipes() {
  exec('grep -E "^Sig(Blk|Ign|Cgt)" /proc/self/status', function (error, stdout) {
    stdout.trim().split('\n').forEach(function (line) {
      // SIGPIPE and SIGUSR2 of what may be inherited.
      var set = parseInt(line.slice(-4), 16);
      console.log(line.slice(0, 6), (set >> 12) & 1, (set >> 11) & 1);
    });
    process.removeAllListeners('SIGUSR2');
    exec('{ yes; echo $? >&2; } | head -n 1', function (error, stdout, stderr) { console.log(stdout + stderr.trim()); });
  });
}
