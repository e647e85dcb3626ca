// response.writeHead and write: the manual's example; the head waits for the first piece of the body, and leaves with it.
var http = require('http'), net = require('net'), port = +process.env.PORT;
var server = http.createServer(function (req, response) {
  if (req.url === '/example') {
    var body = 'hello world';
    response.writeHead(200, {
      'Content-Length': body.length,
      'Content-Type': 'text/plain'
    });
    response.end(body);
    try { response.writeHead(200); } catch (error) { console.log(error.message); }
    return;
  }
  response.writeHead(404, 'Not Here', [['X-A', '1'], ['X-A', '2'], ['X-B', ['3', '4']]]);
  // The head alone does not leave.
  setTimeout(function () {
    response.write('first');
    setTimeout(function () {
      response.write('\u00e9', 'binary');
      response.end('c2Vjb25k', 'base64');
    }, 30);
  }, 30);
});
function ask(path, next) {
  var pieces = [], socket = net.createConnection(port);
  socket.setEncoding('binary');
  socket.write('GET ' + path + ' HTTP/1.1\r\nConnection: close\r\n\r\n');
  socket.on('data', function (data) { pieces.push(data); });
  socket.on('end', function () {
    socket.end();
    pieces.forEach(function (piece) { console.log(JSON.stringify(piece)); });
    next();
  });
}
server.listen(port, function () {
  ask('/example', function () { ask('/pieces', function () { server.close(); }); });
});
