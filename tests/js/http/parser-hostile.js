// HTTPParser and bytes, callbacks and arguments that it does not expect.
var binding = process.binding('http_parser'), HTTPParser = binding.HTTPParser;
console.log(Object.keys(binding).join(), binding === process.binding('http_parser'));
function attempt(name, f) {
  try { console.log(name + ':', f()); } catch (error) { console.log(name + ': throws ' + error.name + ': ' + error.message); }
}
attempt('no type', function () { return new HTTPParser(); });
attempt('an unknown type', function () { return new HTTPParser('both'); });
var parser = new HTTPParser('request'), get = new Buffer('GET / HTTP/1.1\r\n\r\n');
attempt('a string', function () { return parser.execute('GET', 0, 3); });
attempt('an offset beyond', function () { return parser.execute(get, 100, 1); });
attempt('an offset below zero', function () { return parser.execute(get, -1, 1); });
attempt('a length beyond', function () { return parser.execute(get, 1, get.length); });
attempt('no callbacks', function () { return parser.execute(get, 0, get.length); });
attempt('nothing', function () { return parser.execute(get, 0, 0); });
attempt('reinitialize without a type', function () { return parser.reinitialize(); });
attempt('on another object', function () { return parser.execute.call({}, get, 0, 1); });

['BREW / HTTP/1.1\r\n\r\n', 'GET /\r\n\r\n', 'GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n',
  'POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nA : b\r\n\r\n'].forEach(function (text) {
    var parser = new HTTPParser('request'), error = parser.execute(new Buffer(text), 0, text.length);
    console.log(error instanceof Error, error.message, error.bytesParsed, error.reason);
    console.log('  again:', parser.execute(get, 0, get.length).message);
  });

parser = new HTTPParser('request');
parser.onURL = function () { throw new Error('mine'); };
attempt('a callback that throws', function () { return parser.execute(get, 0, get.length); });
parser.reinitialize('request');
parser.onURL = function () { parser.execute(get, 0, get.length); };
attempt('a callback that executes', function () { return parser.execute(get, 0, get.length); });
parser.reinitialize('request');
delete parser.onURL;
// As http.js of 2010 gave its parsers back to a list while they were running.
var count = 0;
parser.onMessageComplete = function () { count++; this.reinitialize('request'); };
var three = new Buffer('GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\n\r\n');
attempt('a callback that reinitializes', function () { return parser.execute(three, 0, three.length) + ' ' + count; });
parser.onMessageComplete = null;
parser.onHeaderField = function (buffer) { for (var i = 0; i < buffer.length; i++) buffer[i] = 0; };
var body = new Buffer('POST / HTTP/1.1\r\nContent-Length: 2\r\nA: b\r\n\r\nhiGET');
attempt('a callback that overwrites', function () { return parser.execute(body, 0, body.length).message; });
var long = 'GET / HTTP/1.1\r\nA: ' + new Array(90000).join('x');
attempt('a head without end', function () {
  return new HTTPParser('request').execute(new Buffer(long), 0, long.length).reason;
});

console.log(binding.urlDecode('a%20b+c%zz%E2%82%AC'), binding.urlDecode('a+b', true), binding.urlDecode('%'));
