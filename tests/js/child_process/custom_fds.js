// Files, our own streams and a socket as the child's standard streams.
var spawn = require('child_process').spawn, fs = require('fs'), net = require('net'), TMP = process.env.TMP;

fs.writeFileSync(TMP + '/in', 'from a file\n');
var input = fs.openSync(TMP + '/in', 'r'), output = fs.openSync(TMP + '/out', 'w');
var child = spawn('sh', ['-c', 'cat; echo err >&2'], { customFds: [input, output, -1] });
console.log('' + child.stdin, child.stdout, typeof child.stderr);
console.log(child.fds[0] === input, child.fds[1] === output, child.fds[2] > 2);
child.stderr.on('data', function (data) { console.log('stderr:', data.toString().trim()); });
child.on('exit', function (code) {
  console.log('exit', code, fs.readFileSync(TMP + '/out').toString().trim());
  // The descriptors stay ours.
  fs.closeSync(input);
  fs.closeSync(output);
  inherited();
});

function inherited() {
  var child = spawn('sh', ['-c', 'echo straight through'], { customFds: [0, 1, 2] });
  child.on('exit', function () {
    console.log('' + child.stdin, child.stdout, child.stderr, child.fds.join());
    spawn('sh', ['-c', 'echo by a stream'], [], [-1, process.stdout, process.stderr]).on('exit', today);
  });
}

function today() {
  var child = spawn('sh', ['-c', 'echo inherited; echo nobody sees it >&2; cat'], { stdio: ['ignore', 'inherit', 'ignore'] });
  child.on('exit', function (code) {
    console.log('' + child.stdin, child.stdout, child.stderr, child.fds.join());
    console.log('exit', code);
    socket();
  });
}

// A connection is handed to a child that answers it by itself.
function socket() {
  var server = net.createServer(function (connection) {
    server.close();
    var child = spawn('sh', ['-c', 'read line; head -c 300000 /dev/zero; echo; echo "you said $line"'], { customFds: [connection.fd, connection.fd, -1] });
    connection.pause();
    child.on('exit', function (code) {
      console.log('exit', code);
      connection.destroy();
    });
  });
  server.listen(process.env.PORT, function () {
    var client = net.createConnection(process.env.PORT), length = 0, last;
    client.on('connect', function () { client.write('hello\n'); });
    client.on('data', function (data) {
      length += data.length;
      last = data;
    });
    client.on('end', function () {
      console.log('' + length, last.toString('utf8').split('\n').slice(-2)[0]);
      client.end();
    });
  });
}
