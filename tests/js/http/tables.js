// The tables: every status with its phrase as v0.2.0 had it or as it is registered today, and every method, asked and answered.
var http = require('http'), port = +process.env.PORT;
var old = { 100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 200: 'OK', 201: 'Created', 202: 'Accepted',
  203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 207: 'Multi-Status',
  300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Moved Temporarily', 303: 'See Other', 304: 'Not Modified',
  305: 'Use Proxy', 307: 'Temporary Redirect', 400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required',
  403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 407: 'Proxy Authentication Required',
  408: 'Request Time-out', 409: 'Conflict', 410: 'Gone', 411: 'Length Required', 412: 'Precondition Failed',
  413: 'Request Entity Too Large', 414: 'Request-URI Too Large', 415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable', 417: 'Expectation Failed', 418: 'I\'m a teapot', 422: 'Unprocessable Entity',
  423: 'Locked', 424: 'Failed Dependency', 425: 'Unordered Collection', 426: 'Upgrade Required', 500: 'Internal Server Error',
  501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Time-out',
  505: 'HTTP Version not supported', 506: 'Variant Also Negotiates', 507: 'Insufficient Storage', 509: 'Bandwidth Limit Exceeded',
  510: 'Not Extended' };
for (var code in old) {
  if (http.STATUS_CODES[code] !== old[code]) console.log(code, http.STATUS_CODES[code], 'was', old[code]);
}
console.log(Object.keys(http.STATUS_CODES).filter(function (code) { return !old[code]; }).map(function (code) {
  return code + ' ' + http.STATUS_CODES[code];
}).join('\n'));
console.log(http.METHODS.join(' '));

var server = http.createServer(function (req, res) {
  if (req.method === 'DELETE') res.writeHead(299, {});
  res.end(req.method);
});
server.on('connect', function (req, socket) { socket.end('HTTP/1.1 200 OK\r\n\r\n'); });
server.listen(port, function () {
  var client = http.createClient(port), wrong = [], left = http.METHODS.length;
  http.METHODS.forEach(function (method) {
    var request = client.request(method, '/'), body = '';
    request.on('connect', function (response, socket) {
      socket.end();
      done(true);
    });
    request.on('response', function (response) {
      if (method === 'DELETE') console.log(response.statusCode, response.statusMessage);
      response.on('data', function (data) { body += data; });
      response.on('end', function () { done(body === (method === 'HEAD' ? '' : method)); });
    });
    request.end();
    function done(right) {
      if (!right) wrong.push(method);
      if (--left) return;
      console.log('wrong:', wrong.join());
      server.close();
    }
  });
});
