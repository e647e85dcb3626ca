// The manual's example, on ports and paths of our own: a REPL on a UNIX and a TCP socket, several at once, one global
// object, output of their own.
var net = require("net"),
    repl = require("repl");

connections = 0;

function serve(name) {
  return net.createServer(function (socket) {
    connections += 1;
    repl.start("node via " + name + " socket> ", socket);
  });
}
var unix = serve("Unix"), tcp = serve("TCP");
unix.listen(process.env.TMP + "/node-repl-sock", function () {
  tcp.listen(process.env.PORT, clients);
});

// Sends each line when the prompt stands there, then leaves by `last`.
function client(socket, lines, last, done) {
  var all = '';
  socket.setEncoding('utf8');
  socket.on('data', function (text) {
    all += text;
    if (!/(> |\.\.\.   )$/.test(all)) return;
    if (lines.length > 0) socket.write(lines.shift());
    else if (last) { last(socket); last = null; }
  });
  socket.on('end', function () { socket.end(); });
  socket.on('close', function () { done(all); });
}

function clients() {
  var left = 3, shown = {};
  function end(name, all) {
    shown[name] = all;
    if (--left === 1) third();
    if (left > 0) return;
    ['unix', 'tcp', 'later'].forEach(function (name) { console.log('--- ' + name + '\n' + shown[name]); });
    unix.close();
    tcp.close();
  }
  client(net.createConnection(process.env.TMP + "/node-repl-sock"),
    ['connections > 0\n', 'var shared = [1, 2].map(function (n) {\n', 'return n * 2\n', '})\n', 'shared\n', 'nope\n'],
    function (socket) { socket.end(); },
    function (all) { end('unix', all); });
  client(net.createConnection(process.env.PORT, '127.0.0.1'),
    ['1 + 1\r\n', '_ + 1\r\n', 'require("path").basename("/a/b")\r\n', 'process.argv.length\r\n'],
    function (socket) { socket.write('.exit\r\n'); },
    function (all) { end('tcp', all); });
  // What the first defined is there for all.
  function third() {
    client(net.createConnection(process.env.PORT, '127.0.0.1'), ['connections\n', 'shared\n', 'shared = 5; connections = 100\n'],
      function (socket) { socket.end(); },
      function (all) { console.log(shared, connections); end('later', all); });
  }
}
