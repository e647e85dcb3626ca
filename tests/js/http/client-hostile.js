// Servers that say too much, too little, or something else: an error told once, and the client goes on.
var net = require('net'), answers = require('./support/answers');
var answer;
var server = net.createServer(function (socket) {
  socket.on('error', function () {});
  socket.on('data', function () {
    if (answer[1]) socket.write(answer[1], 'binary');
    if (answer[2]) socket.end();
  });
  socket.on('end', function () { socket.end(); });
});
server.listen(+process.env.PORT, function next() {
  answer = answers.shift();
  if (!answer) return server.close();
  answers.ask(+process.env.PORT, function (told) {
    console.log(answer[0] + ' | ' + told);
    next();
  });
});
