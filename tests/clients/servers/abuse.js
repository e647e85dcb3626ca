// The server of the abuse case: HTTP on PORT, plain TCP on PORT2. It must stand anything and say nothing.
var http = require('http'), net = require('net');
var large = new Array(10001).join('0123456789') + new Array(90001).join('abcdefghij');

http.createServer(function (req, res) {
  var path = req.url.split('/');
  if (path[1] === 'late') return setTimeout(function () { end('late\n'); }, 10);
  if (path[1] === 'large') return end(large);
  if (path[1] === 'drip') return drip(res, req.connection);
  if (req.method === 'GET') return end('Hello World\n');
  var length = 0;
  req.on('data', function (chunk) { length += chunk.length; });
  req.on('end', function () { end(length + '\n'); });

  function end(text) {
    res.writeHead(200, { 'Content-Length': text.length });
    res.end(text);
  }
}).listen(process.env.PORT, '127.0.0.1', function () {
  net.createServer(function (socket) {
    socket.on('error', function () {});
    socket.on('data', function (data) {
      if (String(data.slice(0, 4)) === 'drip') drip(socket, socket);
      else socket.write(data);
    });
    socket.on('end', function () { socket.end(); });
  }).listen(process.env.PORT2, '127.0.0.1', function () { console.log('ready'); });
});

// Writes to whoever listens until the socket is closed, and a few times more.
function drip(stream, socket) {
  var after = 0, closed = false;
  socket.on('close', function () { closed = true; });
  if (stream !== socket) stream.writeHead(200, {});
  var timer = setInterval(function () {
    if (closed && after++ > 2) return clearInterval(timer);
    try { stream.write('drip\n'); } catch (error) { /* it says that it is closed: that is its right */ }
  }, 2);
}
