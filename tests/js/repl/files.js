// .load, .save, .break in the middle, commands of the program's own, today's options.
var repl = require('repl'), fs = require('fs'), Stream = require('events').EventEmitter;
var stream = new Stream(), out = '';
stream.readable = stream.writable = true;
stream.write = function (text) { out += text; };
stream.resume = stream.pause = function () {};
var server = repl.start({ prompt: '# ', input: stream, output: stream });
server.defineCommand('hello', { help: 'Greets', action: function (name) { this._write('hello ' + name + '\n'); this.displayPrompt(); } });
server.on('exit', function () { console.log('exit'); });
function type(line) {
  out = '';
  stream.emit('data', line + '\n');
  console.log(out.split(process.env.TMP).join('TMP'));
}
type('.load files/circle.js');
type('area(2).toFixed(3)');
type('.load files/nowhere.js');
type('.load');
type('.load files/broken.js');
type('wrong(');
type('.break');
type('1 + 1');
type('.save ' + process.env.TMP + '/saved.js');
console.log(fs.readFileSync(process.env.TMP + '/saved.js', 'utf8'));
type('.save /nowhere/x');
type('.hello world');
type('.exit');
var custom = repl.start({ prompt: '$ ', input: stream, output: stream, writer: String, eval: function (code, context, file, callback) {
  if (!/;\s*$/.test(code)) return callback(new repl.Recoverable(new SyntaxError('more')));
  callback(null, 'got ' + code.trim());
} });
type('a');
type('b;');
custom.close();
