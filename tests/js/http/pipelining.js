// Answers leave in the order of the requests, whichever is ready first.
var support = require('./support/talk');
var waiting = [];
support.each(function (req, res) {
  waiting.push(res);
  if (waiting.length < 3) return;
  waiting[2].writeHead(200, {'Content-Length': 1});
  waiting[2].end('2');
  waiting[1].writeHead(200, {'Content-Length': 2});
  waiting[1].write('1');
  setTimeout(function () {
    waiting[0].writeHead(200, {'Content-Length': 1});
    waiting[0].end('0');
    waiting[1].end('1');
  }, 10);
}, ['GET /0 HTTP/1.1\r\n\r\nGET /1 HTTP/1.1\r\n\r\n' + support.get('/2')]);
