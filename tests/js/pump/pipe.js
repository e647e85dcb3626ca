// readable.pipe(writable): answers the writable, tells it, ends it unless told not to; standard output is never ended.
var fs = require('fs'), dir = process.env.TMP, EventEmitter = require('events').EventEmitter;
fs.writeFileSync(dir + '/a', 'alpha ');
fs.writeFileSync(dir + '/b', 'beta\n');
var both = fs.createWriteStream(dir + '/both');
both.on('pipe', function (source) { console.log('pipe', source === first); });
var first = fs.createReadStream(dir + '/a');
console.log(first.pipe(both, { end: false }) === both);
first.on('end', function () {
  console.log('writable', both.writable, both.listeners('drain').length);
  both.removeAllListeners('pipe');
  fs.createReadStream(dir + '/b').pipe(both);
});
both.on('close', function () {
  process.stdout.write(fs.readFileSync(dir + '/both', 'utf8'));
  var shown = fs.createReadStream(dir + '/both');
  shown.pipe(process.stdout);
  shown.on('close', function () { console.log('still open'); fails(); });
});
// Streams of a program have no pipe of their own, but can be piped to.
var collector = new EventEmitter(), seen = '';
collector.write = function (data) { seen += data; return true; };
collector.end = function () { seen = 'ended: ' + seen; };
process.on('exit', function () { console.log('collected', JSON.stringify(seen)); });
fs.createReadStream(dir + '/a').pipe(collector);
function fails() {
  try { first.pipe(null); } catch (error) { console.log(error.message); }
  try { require('sys').pump(first); } catch (error) { console.log(error.message); }
  try { require('sys').pump({}, first); } catch (error) { console.log(error.message); }
}
