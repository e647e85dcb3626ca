// An exception in a handler reaches uncaughtException; other connections go on.
var http = require('http'), support = require('./support/talk'), count = 0;
process.on('uncaughtException', function (error) { console.log('caught', error.message); });
var server = http.createServer(function (req, res) {
  if (req.url === '/throw') {
    req.connection.end();
    throw new Error('in a handler');
  }
  res.end('well');
});
server.listen(support.port, function () {
  support.talk(support.get('/throw'), function (answer) {
    console.log(JSON.stringify(answer));
    support.talk(support.get('/'), function (answer) {
      console.log(answer.split('\r\n\r\n')[1]);
      server.close();
    });
  });
});
