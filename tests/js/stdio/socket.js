// Standard streams that are a connection, as inetd gives them; what is written before exit arrives whole.
var net = require('net'), spawn = require('child_process').spawn;

if (process.argv[2] === 'child') {
  var text = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', function (data) { text += data; });
  process.stdin.on('end', function () {
    console.log('got ' + text);
    process.stdout.write(new Array(500001).join('x'));
    process.exit(3);
  });
} else {
  var server = net.createServer(function (connection) {
    server.close();
    connection.pause();
    var child = spawn(process.env.NODERU, [__filename, 'child'], { customFds: [connection.fd, connection.fd, 2] });
    child.on('exit', function (code) {
      console.log('exit', code);
      connection.destroy();
    });
  });
  server.listen(process.env.PORT, function () {
    var client = net.createConnection(process.env.PORT), first, length = 0;
    client.on('connect', function () { client.end('hello'); });
    client.on('data', function (data) {
      if (!first) first = data.toString('ascii', 0, 9);
      length += data.length;
    });
    client.on('end', function () { console.log(first, length); });
  });
}
