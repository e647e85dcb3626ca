// The answers of client-hostile, cut at every byte: each time the client is told what it is told of the whole. Where more
// comes than was asked for, a cut behind the answer may let the client leave before the rest.
var net = require('net'), answers = require('./support/answers'), port = +process.env.PORT;
var bytes, closes, cut;
var server = net.createServer(function (socket) {
  socket.on('error', function () {});
  socket.once('data', function () {
    socket.setNoDelay();
    socket.write(bytes.slice(0, cut), 'binary');
    setTimeout(function () {
      if (!socket.writable) return;
      socket.write(bytes.slice(cut), 'binary');
      if (closes) socket.end();
    }, 0);
  });
  socket.on('end', function () { socket.end(); });
});
server.listen(port, function next() {
  var answer = answers.shift();
  if (!answer) return server.close();
  bytes = answer[1], closes = answer[2], cut = bytes.length;
  var whole, others = {}, cuts = 0;
  answers.ask(port, function told(story) {
    whole = whole || story;
    if (story !== whole && story + ' | error: Parse Error: bytes came that no request asked for' !== whole) others[cut] = story;
    cuts++;
    if (--cut > 0) return answers.ask(port, told);
    console.log(answer[0] + ':', Object.keys(others).length ? others : 'the same');
    next();
  });
});
