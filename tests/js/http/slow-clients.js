// Clients that are slow with a head or a body are refused with 408, whether they stop or drip; the times are the
// program's to change. Who is slow with nothing, or while the program pauses, is not.
var http = require('http'), net = require('net'), port = +process.env.PORT;
var server = http.createServer(function (req, res) {
  if (req.url === '/pause') {
    req.pause();
    setTimeout(function () { req.resume(); }, 500);
  }
  var length = 0;
  req.on('data', function (data) { length += data.length; });
  req.on('end', function () { res.end(req.url + ' ' + length); });
});
console.log(server.headersTimeout, server.requestTimeout, server.timeout);
server.headersTimeout = 200;
server.requestTimeout = 200;
server.on('clientError', function (error) { console.log('clientError', error.statusCode, error.message); });

// What is sent at once, and what every 10 ms after it.
var cases = [
  ['half a head', 'GET / HT', ''],
  ['a dripping head', 'GET / HTTP/1.1\r\nA: ', 'x'],
  ['half a body', 'POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf', ''],
  ['a dripping body', 'POST / HTTP/1.1\r\nContent-Length: 10000\r\n\r\n', 'x'],
  ['a dripping chunk', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n', 'x'],
  ['a second head', 'GET /first HTTP/1.1\r\n\r\nGET /sec', ''],
  ['a paused body', 'POST /pause HTTP/1.1\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody', '']
];
server.listen(port, function next() {
  var row = cases.shift();
  if (!row) return idle();
  var socket = net.createConnection(port), answer = '', drip;
  socket.on('connect', function () {
    socket.write(row[1]);
    if (row[2]) drip = setInterval(function () { if (socket.writable) socket.write(row[2]); }, 10);
  });
  socket.on('data', function (data) { answer += data; });
  socket.on('error', function () {});
  socket.on('end', function () { clearInterval(drip); socket.end(); });
  socket.on('close', function () {
    clearInterval(drip);
    console.log(row[0] + ':', answer.match(/HTTP\/1.1 \d+/g).join(), JSON.stringify(answer.slice(answer.lastIndexOf('\n\r\n') + 3)));
    next();
  });
});

// Between requests, and after the empty line of old clients, there is time.
function idle() {
  server.headersTimeout = 1000;
  var socket = net.createConnection(port), answer = '', turn = 0;
  socket.on('connect', function () { socket.write('POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi\r\n'); });
  socket.on('data', function (data) {
    answer += data;
    if (!/\/\d \d/.test(String(data))) return;
    if (turn++) return socket.end();
    setTimeout(function () {
      socket.write('GET /2 HTT');
      setTimeout(function () { socket.write('P/1.1\r\n\r\n'); }, 1);
    }, 1100);
  });
  socket.on('close', function () {
    console.log('idle:', answer.match(/HTTP\/1.1 \d+/g).join());
    server.close();
  });
}
