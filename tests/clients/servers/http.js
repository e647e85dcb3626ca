// The server of the HTTP cases: what it does with a request stands in the path.
var http = require('http');

// The letters again and again; made once, since it is the connection that is tested and not the loop.
var block = new Buffer(new Array(2521).join('abcdefghijklmnopqrstuvwxyz'));

var told = '';

var server = http.createServer(function (req, res) {
  var path = req.url.split('/'), kind = path[1], value = path[2];
  if (actions[kind]) actions[kind](req, res, value);
  else report(req, res);
});
server.on('clientError', function (error) { told = error.statusCode + ' ' + error.message; });
server.listen(process.env.PORT, '127.0.0.1', function () {
  console.log('ready');
});

// Method, URL, version and body of the request, when all of it is there.
function report(req, res) {
  var body = '';
  req.setEncoding('utf8');
  req.on('data', function (chunk) { body += chunk; });
  req.on('end', function () {
    answer(res, req.method + ' ' + req.url + ' ' + req.httpVersion + ' [' + body + ']\n');
  });
}

function answer(res, text) {
  res.writeHead(200, { 'Content-Length': Buffer.byteLength(text) });
  res.end(text);
}

var actions = {
  // What 'clientError' told last.
  error: function (req, res) { answer(res, told + '\n'); },
  // The answer comes while the body is still to come.
  now: function (req, res) { answer(res, 'now\n'); },
  late: function (req, res, ms) {
    setTimeout(function () { answer(res, 'late ' + ms + '\n'); }, Number(ms));
  },
  status: function (req, res, code) {
    res.writeHead(Number(code), {});
    res.end('a body that is not for everybody\n');
  },
  length: function (req, res) { answer(res, 'twelve bytes'); },
  close: function (req, res) {
    res.writeHead(200, { 'Connection': 'close' });
    res.end('closing\n');
  },
  // One header of the request, as the program sees it.
  header: function (req, res, name) { answer(res, JSON.stringify(req.headers[name]) + '\n'); },
  count: function (req, res) { answer(res, Object.keys(req.headers).length + '\n'); },
  keys: function (req, res) { answer(res, Object.keys(req.headers).join(' ') + '\n'); },
  trailers: function (req, res) {
    req.on('data', function () {});
    req.on('end', function () { answer(res, JSON.stringify(req.trailers) + '\n'); });
  },
  echo: function (req, res) {
    res.writeHead(200, {});
    req.on('data', function (chunk) { res.write(chunk); });
    req.on('end', function () { res.end(); });
  },
  // Reads the body in two halves, with a pause.
  pause: function (req, res) {
    var length = 0;
    req.pause();
    req.on('data', function (chunk) { length += chunk.length; });
    req.on('end', function () { answer(res, length + '\n'); });
    setTimeout(function () { req.resume(); }, 50);
  },
  // What came, in numbers, and what was said about it.
  size: function (req, res) {
    var size = 0;
    req.on('data', function (chunk) { size += chunk.length; });
    req.on('end', function () {
      var length = req.headers['content-length'] || req.headers['transfer-encoding'];
      answer(res, [req.method, size, length, req.headers.expect].map(String).join(' ') + '\n');
    });
  },
  gzip: function (req, res) {
    res.writeHead(200, { 'Content-Encoding': 'gzip' });
    res.end(new Buffer('H4sIAAAAAAAAA8tIzcnJVyjPL8pJAQCFEUoNCwAAAA==', 'base64'));
  },
  chunks: function (req, res, count) {
    var number = 0;
    res.writeHead(200, {});
    (function next() {
      if (number++ < count) {
        res.write('chunk ' + number + '\n');
        process.nextTick(next);
      } else {
        res.end();
      }
    })();
  },
  trailing: function (req, res) {
    res.writeHead(200, { 'Trailer': 'X-Sum' });
    res.write('body\n');
    res.addTrailers({ 'X-Sum': '5' });
    res.end();
  },
  // Waits for 'drain' whenever it is told to.
  bytes: function (req, res, count) {
    var left = Number(count);
    res.writeHead(200, { 'Content-Length': left });
    function more() {
      while (left > 0) {
        var piece = left < block.length ? block.slice(0, left) : block;
        left -= piece.length;
        if (!res.write(piece)) {
          res.once ? res.once('drain', more) : res.on('drain', more);
          return;
        }
      }
      res.end();
    }
    more();
  },
  // All at once.
  whole: function (req, res, count) { answer(res, block.toString('ascii', 0, Number(count))); },
  // Does not care.
  flood: function (req, res, count) {
    res.writeHead(200, {});
    for (var n = 0; n < count; n++) res.write(block);
    res.end();
  }
};
