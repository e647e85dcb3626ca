// request.write takes strings in an encoding, arrays of integers, and Buffers; end(data, encoding) is write and end.
var http = require('http'), support = require('./support/talk');
var server = http.createServer(function (req, res) {
  var body = [];
  req.on('data', function (data) { body.push(data.toString('binary')); });
  req.on('end', function () { res.end(JSON.stringify(body.join(''))); });
});
server.listen(support.port, function () {
  var client = http.createClient(support.port);
  function ask(headers, write, next) {
    var request = client.request('POST', '/', headers);
    write(request);
    request.on('response', function (response) {
      response.setEncoding('utf8');
      response.on('data', function (data) { console.log(data); });
      response.on('end', next);
    });
  }
  ask({ 'Transfer-Encoding': 'chunked' }, function (request) {
    request.write('\u20ac ');
    request.write('\u00e9 ', 'binary');
    request.write('aGkg', 'base64');
    request.write([97, 98, 256 + 99, 32]);
    request.write(new Buffer('buffer '));
    request.write('');
    request.end('ZW5k', 'base64');
  }, function () {
    ask({ 'Content-Length': 6 }, function (request) {
      request.write([49, 50, 51]);
      request.write('45');
      request.end([54]);
    }, function () {
      ask([['Transfer-Encoding', 'chunked']], function (request) { request.end(); }, function () {
        var request = client.request('POST', '/');
        [{}, 5, null, undefined, true].forEach(function (bad) {
          try { request.write(bad); console.log('no error'); } catch (error) { console.log(error.message); }
        });
        try { request.write('x', 'nope'); } catch (error) { console.log(error.message); }
        request.abort();
        server.close();
      });
    });
  });
});
