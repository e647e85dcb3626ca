// A server as libraries of 2010 built it: net sockets and an HTTPParser of their own; every cut gives the same answer.
var net = require('net'), HTTPParser = process.binding('http_parser').HTTPParser;
var request = 'POST /p?q HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello';
var server = net.createServer(function (socket) {
  var parser = new HTTPParser('request'), field = '', headers = {}, url, body = '';
  parser.onURL = function (b, off, len) { url = b.toString('ascii', off, off + len); };
  parser.onHeaderField = function (b, off, len) { field = b.toString('ascii', off, off + len).toLowerCase(); };
  parser.onHeaderValue = function (b, off, len) { headers[field] = b.toString('ascii', off, off + len); };
  parser.onBody = function (b, off, len) { body += b.toString('utf8', off, off + len); };
  parser.onHeadersComplete = function (info) { headers.method = info.method; };
  parser.onMessageComplete = function () {
    socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n' + [headers.method, url, headers.host, body].join(' '));
  };
  socket.ondata = function (buffer, start, end) {
    var result = parser.execute(buffer, start, end - start);
    if (result instanceof Error) socket.destroy(result);
  };
  socket.onend = function () { parser.finish(); socket.end(); };
});
var answers = {}, left = request.length - 1;
server.listen(+process.env.PORT, function cut() {
  if (left === 0) {
    console.log(answers);
    return server.close();
  }
  var socket = net.createConnection(+process.env.PORT), at = left--, answer = '';
  socket.on('connect', function () {
    socket.setNoDelay();
    socket.write(request.slice(0, at));
    setTimeout(function () { socket.write(request.slice(at)); }, 0);
  });
  socket.on('data', function (data) { answer += data; });
  socket.on('end', function () { socket.end(); });
  socket.on('close', function () {
    answer = answer.split('\r\n\r\n')[1];
    answers[answer] = (answers[answer] || 0) + 1;
    cut();
  });
});
