// Names and values of header fields that string methods made.
var http = require('http'), lower = function (text) { return text.toLowerCase(); };
http.createServer(function (req, res) {
  this.close();
  console.log('%s', req.method + ' ' + req.url + ' ' + req.headers['x-asked'] + ' ' + req.headers[lower('X-OTHER')]);
  res.setHeader(lower('X-SET'), lower('BY SET'));
  res.setHeader('x-Set', 'again');
  console.log('%s', res.getHeader(lower('X-SET')));
  var headers = {};
  headers[lower('X-GIVEN')] = lower('YES');
  headers['Content-Length'.replace('C', 'c')] = 2;
  res.writeHead(200, lower('FINE'), headers);
  res.end('hi');
}).listen(0, function () {
  var headers = { 'x-other': 'o' };
  headers[lower('HOST')] = lower('A');
  headers[lower('X-ASKED')] = 'a'.toUpperCase();
  var client = http.createClient(this.address().port);
  client.request('get'.toUpperCase(), lower('/PATH'), headers).on('response', function (res) {
    console.log('%s', [res.headers['x-set'], res.headers['x-given'], res.headers['content-length']].join());
    res.on('end', function () { client.end(); });
  }).end();
});
try { new http.ServerResponse({ method: 'GET' }).setHeader('\u0130'.toLowerCase(), 1); } catch (error) { console.log('%s', error.name); }
