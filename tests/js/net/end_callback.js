// end(callback) and end(data, callback) of sockets and of a child's input: called once, also when there is nothing to do.
var net = require('net'), spawn = require('child_process').spawn, left = 2, lines = [];
function say() { lines.push([].join.call(arguments, ' ')); }
process.on('exit', function () { console.log(lines.sort().join('\n')); });
function done() { if (--left === 0) server.close(); }
var server = net.createServer(function (socket) {
  socket.on('data', function (data) { say('got ' + data); });
  socket.on('end', function () { socket.end(function () { say('server ended', arguments.length); done(); }); });
});
server.listen(process.env.PORT, function () {
  var client = net.createConnection(process.env.PORT);
  client.write('early');
  client.end(function () { say('client ended', arguments.length); });
  client.on('close', function () {
    client.end(function () { say('again'); done(); });
  });
});
var cat = spawn('cat');
cat.stdout.on('data', function (data) { say('cat ' + data); });
cat.stdin.write('x');
cat.stdin.end(function () { say('input ended', arguments.length); });
