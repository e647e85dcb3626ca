// An answer before the body is complete: 'data' and 'end' of the request still come, also when the connection closes behind
// the answer.
var http = require('http'), net = require('net'), port = +process.env.PORT;
var server = http.createServer(function (req, res) {
  var body = '';
  req.on('data', function (data) { body += data; });
  req.on('end', function () { tell('end ' + req.url + ' ' + body); });
  ['aborted', 'close'].forEach(function (event) {
    req.on(event, function () { tell(event + ' ' + req.url + ' ' + body); });
  });
  res.end('early');
});
// What the program heard, and how much of that there is to be.
var log, expected, done;
function tell(what) {
  log.push(what);
  if (log.length === expected) done();
}
var head = ' HTTP/1.1\r\nContent-Length: 10\r\n', close = 'Connection: close\r\n';
var cases = [
  [2, 'POST /whole' + head + close + '\r\nhello body'],
  [2, 'POST /pieces' + head + close + '\r\n', 'hello', ' body'],
  [2, 'POST /chunks HTTP/1.1\r\nTransfer-Encoding: chunked\r\n' + close + '\r\n5\r\nhello\r\n', '0\r\n\r\n'],
  [3, 'POST /kept' + head + '\r\nhello', ' body', 'POST /behind' + head + close + '\r\nhello body'],
  [2, 'POST /closing' + head + close + '\r\nhello', ' bodyPOST /never' + head + '\r\nhello body'],
  [3, 'POST /leaves' + head + close + '\r\nhello']
];
server.listen(port, function next() {
  var pieces = cases.shift();
  if (!pieces) return server.close();
  var socket = net.createConnection(port), answers = 0;
  log = [], expected = pieces.shift();
  done = function () {
    console.log(log.sort().join(', '));
    setTimeout(next, 5);
  };
  socket.on('connect', function send() {
    if (socket.writable) socket.write(pieces.shift());
    if (pieces.length) setTimeout(send, 5);
    else setTimeout(function () { socket.end(); }, 5);
  });
  socket.on('data', function (data) { answers += String(data).split('early').length - 1; });
  socket.on('close', function () { tell(answers + ' answers'); });
});
