// Native streams are instances of Stream, and of nothing else in that module.
var Stream = require('stream'), fs = require('fs'), net = require('net'), http = require('http'), sys = require('sys');
var child = require('child_process').spawn('true'), file = fs.createReadStream('/dev/null');
console.log([child.stdin, child.stdout, new net.Stream(), file, fs.createWriteStream('/dev/null'), process.stdout, process.stdin,
  process.stderr].map(function (stream) { return stream instanceof Stream; }).join());
console.log(file instanceof Stream.Readable, process.stdout instanceof Stream.Writable);
function Mine() { net.Stream.call(this); }
sys.inherits(Mine, net.Stream);
console.log(new Mine() instanceof Stream, new Stream.PassThrough() instanceof Stream, new Stream() instanceof Stream.Readable);
console.log([new process.EventEmitter(), net.createServer(), child, {}, { pipe: function () {}, on: function () {} }, null, undefined, 1,
  'stream', Stream].map(function (value) { return value instanceof Stream; }).join());
function Derived() {}
sys.inherits(Derived, Stream);
console.log(new Derived() instanceof Stream, file instanceof Derived, Object.keys(Stream).indexOf('Symbol(Symbol.hasInstance)'));
http.createServer(function (request, response) {
  console.log(request instanceof Stream, response instanceof Stream);
  response.end();
  this.close();
}).listen(process.env.PORT, function () {
  var request = http.createClient(process.env.PORT).request('GET', '/', { Host: 'localhost' });
  console.log(request instanceof Stream);
  request.on('response', function (response) { console.log(response instanceof Stream); });
  request.end();
});
