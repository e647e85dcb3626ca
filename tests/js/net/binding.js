// Sockets as numbers: made, bound and given to a server or a stream.
var binding = process.binding('net'), net = require('net'), fs = require('fs');

var fd = binding.socket('tcp4');
binding.bind(fd, Number(process.env.PORT), '127.0.0.1');
console.log(binding.getsockname(fd).address, binding.getsockname(fd).port == process.env.PORT);
binding.listen(fd, 5);
var server = net.createServer(function (connection) { connection.end('over a number\n'); });
server.listenFD(fd);
var client = net.createConnection(process.env.PORT);
client.on('data', function (data) { console.log(data.toString().trim()); });
client.on('end', function () {
  client.end();
  server.close();
  pair();
});

function pair() {
  var fds = binding.socketpair(), one = new net.Stream(fds[0]), other = new net.Stream(fds[1]);
  other.on('data', function (data) { console.log(data.toString()); });
  other.on('end', function () { other.end(); });
  other.resume();
  one.resume();
  one.end('through the pair');
  one.on('close', unix);
}

function unix() {
  var path = process.env.TMP + '/socket', fd = binding.socket('unix');
  binding.bind(fd, path);
  console.log(binding.getsockname(fd).address === path, fs.statSync(path).isSocket());
  binding.close(fd);
  var pipe = binding.pipe();
  fs.writeSync(pipe[1], 'piped', null);
  binding.close(pipe[1]);
  console.log(fs.readSync(pipe[0], 100, null, 'utf8')[0]);
  binding.close(pipe[0]);
  errors();
}

function errors() {
  [function () { binding.socket('tcp7'); },
    function () { binding.bind(binding.socket('tcp6'), Number(process.env.PORT2), 'no address'); },
    function () { binding.bind(binding.socket(), 70000); },
    function () { binding.bind(binding.socket('unix'), '/no/such/folder/socket'); },
    function () { binding.listen(999999); },
    function () { binding.close(999999); },
    function () { binding.close('x'); },
    function () { binding.getsockname(binding.pipe()[0]); }
  ].forEach(function (call) {
    try {
      call();
      console.log('fine');
    } catch (error) {
      console.log(error.message);
    }
  });
}
